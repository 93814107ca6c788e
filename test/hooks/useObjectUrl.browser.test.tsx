import { expect, it } from 'vitest';
import { useObjectUrl } from '../../src/hooks/useObjectUrl';
import { countObjectUrls, stageQuery } from '../support/renderQuery';

it('creates one URL for all who show a blob, and revokes it after the last', async () => {
  const urls = countObjectUrls();
  const { render } = stageQuery();
  const blob = new Blob(['hello']);
  const first = await render(() => useObjectUrl(blob));
  const second = await render(() => useObjectUrl(blob));
  const url = first.result.current ?? '';
  expect(second.result.current).toBe(url);
  await first.unmount();
  // It can still be shown after StrictMode's second mount, and after one of two users is gone.
  expect(await (await fetch(url)).text()).toBe('hello');
  expect(urls.made()).toBe(1);
  await second.unmount();
  await expect.poll(urls.alive).toBe(0);
});

it('has none without a blob', async () => {
  const { render } = stageQuery();
  const { result } = await render(() => [useObjectUrl(null), useObjectUrl(undefined)]);
  expect(result.current).toEqual([undefined, undefined]);
});
