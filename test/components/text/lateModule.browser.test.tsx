import { expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { createLateModule, useLateModule } from '../../../src/components/text/lateModule';

it('loads nothing before it is needed, retries for the next reason after a failure, and never loads twice', async () => {
  let tries = 0;
  const texts = createLateModule(async () => {
    tries += 1;
    if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the texts';
  });
  const hook = await renderHook((reason = '') => useLateModule(texts, reason), { initialProps: '' });
  expect([tries, hook.result.current]).toEqual([0, null]);
  await hook.rerender('connecting');
  await expect.poll(() => hook.result.current).toBe('failed');
  await hook.rerender('ended');
  await expect.poll(() => hook.result.current).toBe('the texts');
  await hook.rerender('connecting');
  expect(tries).toBe(2);
});
