// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';
import { getFirstToken } from '../../src/reconnect/firstToken';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A start whose route fails once, and asks for this much time. */
function start(retryAfterSeconds: number | undefined) {
  const error = new DecartError('TOKEN_FETCH_FAILED', 'maintenance', { status: 503, retryAfterSeconds });
  const askedAt: number[] = [];
  const startedAt = performance.now();
  const source = createTokenSource(async () => {
    askedAt.push(performance.now() - startedAt);
    if (askedAt.length === 1) throw error;
    return { apiKey: 'ek_1', expiresIn: 60 };
  });
  const settled = vi.fn();
  getFirstToken({ mode: 'token', ...source }, new AbortController().signal).then(settled, settled);
  return { error, askedAt, settled };
}

test.each([
  [undefined, 300],
  [2, 2000],
  [10, 10_000],
])('a route that fails and asks for %s s is asked again after %s ms', async (seconds, ms) => {
  const { askedAt, settled } = start(seconds);
  await vi.advanceTimersByTimeAsync(ms);
  expect(askedAt).toEqual([0, ms]);
  expect(settled).toHaveBeenCalledWith(undefined);
});

test('a route that asks for an hour fails the start, which would keep the camera on', async () => {
  const { error, askedAt, settled } = start(3600);
  await vi.advanceTimersByTimeAsync(1000);
  expect(settled).toHaveBeenCalledWith(error);
  expect(askedAt).toEqual([0]);
});
