// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backoff, completePolicy } from '../../src/reconnect/backoff';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('the first attempt is made at once; each wait is twice the one before, up to the longest', () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const policy = completePolicy({ minDelay: 100, maxDelay: 500 });
  expect([0, 1, 2, 3, 4, 5].map((attempt) => backoff(attempt, policy))).toEqual([0, 100, 200, 400, 500, 500]);
});

test('pages that lost the connection together do not reconnect together', () => {
  const policy = completePolicy({ minDelay: 100 });
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  const earliest = backoff(1, policy);
  random.mockReturnValue(1);
  expect([earliest, backoff(1, policy)]).toEqual([50, 100]);
});
