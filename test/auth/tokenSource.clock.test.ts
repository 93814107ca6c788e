import { describe, expect, it, vi } from 'vitest';
import { first, HOUR, refused, setUp } from './numberedTokens';

describe('a clock that is wrong', () => {
  it.each([
    ['six hours fast', -6 * HOUR],
    ['six hours slow', 6 * HOUR],
  ])('by being %s renews about once a minute and does not break', async (_, offset) => {
    const t = setUp(() => ({ expiresAt: new Date(Date.now() + offset + 60_000).toISOString() }));
    await first(t);
    t.source.retain();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(t.fetchToken.mock.calls.length).toBeGreaterThanOrEqual(11);
    expect(t.fetchToken.mock.calls.length).toBeLessThanOrEqual(15);
    const { calls } = t.fetchToken.mock;
    const before = calls.length;
    await t.key();
    await t.key();
    expect(calls.length).toBe(before);
  });

  it.each([-6 * HOUR, 6 * HOUR])(
    'and is corrected meanwhile (%d ms) fetches one token and continues',
    async (jump) => {
      const t = setUp();
      await first(t);
      vi.setSystemTime(Date.now() + jump);
      const token = t.key();
      await vi.advanceTimersByTimeAsync(100);
      expect(await token).toBe('ek_2');
      expect(await t.key()).toBe('ek_2');
    },
  );

  it.each([
    ['an hour', HOUR],
    ['a year', 365 * 24 * HOUR],
  ])('that is set back by %s keeps renewing, but not again and again', async (_, jump) => {
    const t = setUp();
    await first(t);
    t.source.retain();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.setSystemTime(Date.now() - jump);
    await vi.advanceTimersByTimeAsync(36_000);
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
    vi.setSystemTime(Date.now() - jump);
    // When the user returns to the page, the clock is checked again.
    t.hide();
    t.show();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(t.fetchToken).toHaveBeenCalledTimes(3);
    t.failWith(refused);
    vi.setSystemTime(Date.now() - jump);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(t.fetchToken.mock.calls.length).toBeGreaterThan(5);
    expect(t.fetchToken.mock.calls.length).toBeLessThan(9);
  });
});
