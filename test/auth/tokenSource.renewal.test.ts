import { describe, expect, it, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { first, HOUR, refused, setUp } from './numberedTokens';

describe('renewal', () => {
  it('happens before the token expires, repeatedly, while something retains it', async () => {
    const t = setUp();
    await first(t);
    const release = t.source.retain();
    await vi.advanceTimersByTimeAsync(44_800);
    expect(t.fetchToken).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(150);
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
    // Nobody waits: the old one is used until the new one arrives.
    expect(await t.key()).toBe('ek_1');
    await vi.advanceTimersByTimeAsync(100);
    expect(await t.key()).toBe('ek_2');
    await vi.advanceTimersByTimeAsync(45_000);
    expect(t.fetchToken).toHaveBeenCalledTimes(3);
    release();
    release();
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(10 * HOUR);
    expect(t.fetchToken).toHaveBeenCalledTimes(3);
    expect(t.listeners.size).toBe(0);
  });

  it('happens for nobody when nothing retains it, and fetches nothing without a request', async () => {
    const t = setUp();
    const release = t.source.retain();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(t.fetchToken).not.toHaveBeenCalled();
    release();
    await first(t);
    await vi.advanceTimersByTimeAsync(HOUR);
    t.source.retain();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(t.fetchToken).toHaveBeenCalledTimes(1);
  });

  it('lasts until the last of several has released it', async () => {
    const t = setUp();
    await first(t);
    const [one, two] = [t.source.retain(), t.source.retain()];
    expect(t.listeners.size).toBe(1);
    one();
    one();
    await vi.advanceTimersByTimeAsync(46_000);
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
    two();
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits while the page is hidden, then happens at once', async () => {
    const t = setUp();
    await first(t);
    t.source.retain();
    t.hide();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(t.fetchToken).toHaveBeenCalledTimes(1);
    t.show();
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(await t.key()).toBe('ek_2');
  });

  it('keeps its time when the page was hidden for a moment only', async () => {
    const t = setUp();
    await first(t);
    t.source.retain();
    t.hide();
    await vi.advanceTimersByTimeAsync(1_000);
    t.show();
    await vi.advanceTimersByTimeAsync(43_800);
    expect(t.fetchToken).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
  });

  it('is retried with growing pauses while the old token is valid, then left to the next caller', async () => {
    const t = setUp();
    await first(t);
    t.source.retain();
    t.failWith(refused);
    const asked: number[] = [];
    const begin = Date.now() - 100;
    const implementation = t.fetchToken.getMockImplementation();
    t.fetchToken.mockImplementation((controller) => {
      asked.push(Math.round((Date.now() - begin) / 1000));
      return implementation?.(controller) ?? Promise.reject();
    });
    await vi.advanceTimersByTimeAsync(HOUR);
    // After 45 s, then about 1, 2 and 4 seconds after each failure; 8 more, and it has expired.
    expect(asked).toEqual([45, 46, 48, 52]);

    t.failWith(undefined);
    const next = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await next).toBe('ek_6');
  });

  it('after a success, the pauses are short again', async () => {
    const t = setUp();
    await first(t);
    t.source.retain();
    t.failWith(refused);
    await vi.advanceTimersByTimeAsync(48_500);
    expect(t.fetchToken).toHaveBeenCalledTimes(4);
    t.failWith(undefined);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await t.key()).toBe('ek_5');
    t.failWith(refused);
    await vi.advanceTimersByTimeAsync(44_800);
    expect(t.fetchToken).toHaveBeenCalledTimes(6);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(t.fetchToken).toHaveBeenCalledTimes(7);
  });

  it("is not retried if a retry can't help, until the page is visible again", async () => {
    const t = setUp();
    await first(t);
    t.source.retain();
    t.failWith(new DecartError('TOKEN_FETCH_FAILED', 'Signed out.', { status: 401, retryable: false }));
    await vi.advanceTimersByTimeAsync(50_000);
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
    t.hide();
    t.show();
    expect(t.fetchToken).toHaveBeenCalledTimes(3);
  });

  it("is spread at random, so that users don't all return at the same moment", async () => {
    vi.mocked(Math.random).mockReturnValue(0);
    const t = setUp();
    await first(t);
    t.source.retain();
    t.failWith(refused);
    await vi.advanceTimersByTimeAsync(45_000);
    await vi.advanceTimersByTimeAsync(600);
    expect(t.fetchToken).toHaveBeenCalledTimes(3);
  });

  it('happens at most once a second, however short-lived the tokens are', async () => {
    const t = setUp({ expiresIn: 0.05 });
    await first(t);
    t.source.retain();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(t.fetchToken.mock.calls.length).toBeLessThanOrEqual(11);
  });

  it('needs no timer for a key that does not expire', async () => {
    const t = setUp({ apiKey: 'dct_mine' });
    const token = t.source.getToken();
    await vi.advanceTimersByTimeAsync(100);
    t.source.retain();
    expect(await token).toEqual({ apiKey: 'dct_mine' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
