import { expect, test } from 'vitest';
import { movableClock } from '../support/movableClock';
import { renderStream } from '../support/renderStream';

const OPTIONS = { model: 'lucy-2.5', autoStart: true, input: { width: 320, height: 180 } } as const;

test('a service that accepts the session and never shows anything ends in an error, rather than being billed forever', async () => {
  const pass = movableClock();
  const view = renderStream({
    ...OPTIONS,
    reconnect: { attempts: 1, minDelay: 10 },
    onStatusChange(status) {
      if (status === 'reconnecting') view.sandbox.resume();
      if (status === 'connected') view.sandbox.goSilent();
    },
  });
  for (const outcome of ['reconnecting', 'error'] as const) {
    await view.reached('connected');
    pass(31_000);
    await view.reached(outcome);
  }
  expect(view.errors).toEqual(['CONNECTION_LOST']);
  expect(view.sandbox.sessions).toHaveLength(2);
  view.sandbox.resume();
  await expect.poll(() => view.open().sessions).toBe(0);
});

test('another model that never shows anything is treated as the first one would be', {
  tags: ['long'],
}, async () => {
  const pass = movableClock();
  let isDark = false;
  const view = renderStream({
    ...OPTIONS,
    onStatusChange(status) {
      if (status === 'connected' && isDark) view.sandbox.goSilent();
    },
  });
  await view.reached('generating');
  isDark = true;
  view.render({ model: 'lucy-vton-3' });
  await view.reached('connected');
  isDark = false;
  pass(31_000);
  await view.reached('reconnecting');
  view.sandbox.resume();
  await view.reached('generating');
  expect(view.sandbox.sessions).toHaveLength(3);
  expect(view.errors).toEqual([]);
});
