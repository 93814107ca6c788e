// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sleep, untilOnline } from '../../src/reconnect/waits';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a wait ends as soon as the network is back, and leaves no timer', async () => {
  const slept = sleep(5000, new AbortController().signal);
  dispatchEvent(new Event('online'));
  await slept;
  expect(vi.getTimerCount()).toBe(0);
});

test('a browser that says it is offline delays a try, but does not prevent it', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const tries = vi.fn();
  void untilOnline(new AbortController().signal).then(tries);
  await vi.advanceTimersByTimeAsync(4900);
  expect(tries).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(tries).toHaveBeenCalledOnce();
});

test('a wait that is cancelled ends with the reason, and leaves no timer', async () => {
  const stopping = new AbortController();
  const slept = sleep(5000, stopping.signal);
  stopping.abort('stopped');
  await expect(slept).rejects.toBe('stopped');
  expect(vi.getTimerCount()).toBe(0);
});
