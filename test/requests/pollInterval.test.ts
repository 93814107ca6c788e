import { expect, it } from 'vitest';
import { pollInterval, retryDelay } from '../../src/requests/pollInterval';

it('polls a new job soon, then every one and a half seconds', () => {
  expect(pollInterval(0, false)).toBe(500);
  expect(pollInterval(999, false)).toBe(500);
  expect(pollInterval(1000, false)).toBe(1500);
  // The clock was set back by an hour.
  expect(pollInterval(-3_600_000, false)).toBe(1500);
  expect(pollInterval(600_000, false)).toBe(1500);
});

it('polls as often as requested, and seldom while the page is hidden', () => {
  expect(pollInterval(0, false, 100)).toBe(100);
  expect(pollInterval(5000, false, 10_000)).toBe(10_000);
  expect(pollInterval(5000, false, 0)).toBe(1500);
  expect(pollInterval(0, true)).toBe(15_000);
  expect(pollInterval(5000, true, 60_000)).toBe(60_000);
});

it('waits longer after every failure, and half a minute at most', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});
