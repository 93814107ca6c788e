import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIdleTimer } from '../../../src/server/upstream/idleTimer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 3_600_000;

it('counts the time since the last sign of life', () => {
  const onIdle = vi.fn();
  const timer = createIdleTimer(onIdle);
  timer.run(1000);
  vi.advanceTimersByTime(600);
  timer.run(1000);
  vi.advanceTimersByTime(999);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onIdle).toHaveBeenCalledOnce();
});

it.each([
  ['back', -HOUR],
  ['forward', HOUR],
])('is right even if the clock of the machine is set %s by an hour', (_, change) => {
  const onIdle = vi.fn();
  const timer = createIdleTimer(onIdle);
  timer.run(1000);
  vi.advanceTimersByTime(600);
  timer.run(1000);
  vi.setSystemTime(Date.now() + change);
  vi.advanceTimersByTime(999);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onIdle).toHaveBeenCalledOnce();
});
