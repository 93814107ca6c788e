// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchPageLeave } from '../../src/reconnect/pageLeave';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const beforeUnload = () => dispatchEvent(new Event('beforeunload'));

function watch() {
  const controller = new AbortController();
  const leave = watchPageLeave(controller.signal);
  const waiting = () => {
    const settled = vi.fn();
    leave.whenStaying().then(
      () => settled('stays'),
      (reason) => settled(reason),
    );
    return settled;
  };
  return { controller, leave, waiting };
}

test("a page that isn't being left stays", async () => {
  const { controller, leave, waiting } = watch();
  expect(leave.isLeaving()).toBe(false);
  const settled = waiting();
  await vi.advanceTimersByTimeAsync(0);
  expect(settled).toHaveBeenCalledExactlyOnceWith('stays');
  controller.abort();
});

test('a page counts as staying, a while after the last sign that it is being left', async () => {
  const { controller, leave, waiting } = watch();
  beforeUnload();
  expect(leave.isLeaving()).toBe(true);
  const settled = waiting();
  await vi.advanceTimersByTimeAsync(2000);
  beforeUnload();
  // The return of the network says nothing about the page.
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(2900);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(settled).toHaveBeenCalledExactlyOnceWith('stays');
  expect(leave.isLeaving()).toBe(false);
  controller.abort();
});

test('after unsubscribing, nothing waits or is called', async () => {
  const { controller, leave, waiting } = watch();
  beforeUnload();
  const settled = waiting();
  controller.abort('stopped');
  await vi.advanceTimersByTimeAsync(0);
  expect(settled).toHaveBeenCalledExactlyOnceWith('stopped');
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(5000);
  beforeUnload();
  expect(leave.isLeaving()).toBe(false);
});
