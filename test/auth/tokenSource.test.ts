import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageActivity } from '../../src/auth/pageActivity';
import type { DecartToken } from '../../src/auth/token';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';

const HOUR = 3_600_000;

function fakePage() {
  let active = true;
  const listeners = new Set<() => void>();
  const page: PageActivity = {
    isActive: () => active,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const set = (value: boolean) => {
    active = value;
    for (const listener of listeners) listener();
  };
  return { page, listeners, hide: () => set(false), show: () => set(true) };
}

/** A token route that takes 100 ms and numbers its tokens. */
function setUp(token: Partial<DecartToken> | (() => Partial<DecartToken>) = { expiresIn: 60 }) {
  const fake = fakePage();
  const controllers: AbortController[] = [];
  let failure: unknown;
  const fetchToken = vi.fn(async (controller: AbortController): Promise<DecartToken> => {
    controllers.push(controller);
    const apiKey = `ek_${controllers.length}`;
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, 100);
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
    });
    if (failure) throw failure;
    return { apiKey, ...(typeof token === 'function' ? token() : token) };
  });
  const source = createTokenSource(fetchToken, fake.page);
  const failWith = (cause: unknown) => {
    failure = cause;
  };
  const key = async () => (await source.getToken()).apiKey;
  return { ...fake, source, fetchToken, controllers, failWith, key };
}

const refused = new DecartError('TOKEN_FETCH_FAILED', 'The route is down.');

async function first({ key }: { key: () => Promise<string> }): Promise<void> {
  const token = key();
  await vi.advanceTimersByTimeAsync(100);
  expect(await token).toBe('ek_1');
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12) });
  vi.spyOn(Math, 'random').mockReturnValue(0.999);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('fetching', () => {
  it('makes one request for all who ask at once, and none before that', async () => {
    const { fetchToken, key } = setUp();
    expect(fetchToken).not.toHaveBeenCalled();
    const keys = Promise.all([key(), key(), key()]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await keys).toEqual(['ek_1', 'ek_1', 'ek_1']);
    expect(await key()).toBe('ek_1');
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });

  it("returns what is left of the token's lifetime", async () => {
    const t = setUp();
    await first(t);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await t.source.getToken()).toEqual({ apiKey: 'ek_1', expiresIn: 39.9 });
  });

  it('fetches again when the token is valid for too short a time for a new connection, or for the caller', async () => {
    const t = setUp();
    await first(t);
    await vi.advanceTimersByTimeAsync(20_000);
    const long = t.source.getToken({ minValidity: 45_000 });
    await vi.advanceTimersByTimeAsync(100);
    expect((await long).apiKey).toBe('ek_2');

    await vi.advanceTimersByTimeAsync(54_000);
    expect(await t.key()).toBe('ek_2');
    await vi.advanceTimersByTimeAsync(1_000);
    const next = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await next).toBe('ek_3');
  });

  it("does not fetch for every call when the caller requests more than the tokens' lifetime", async () => {
    const t = setUp();
    await first(t);
    expect((await t.source.getToken({ minValidity: HOUR })).apiKey).toBe('ek_1');
  });

  it('rejects all who wait when it fails, and starts again for the next', async () => {
    const t = setUp();
    t.failWith(refused);
    const both = Promise.allSettled([t.key(), t.key()]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await both).toMatchObject([{ reason: refused }, { reason: refused }]);

    t.failWith(undefined);
    const again = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await again).toBe('ek_2');
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
  });

  it("keeps the old token while it is valid when a new one can't be fetched", async () => {
    const t = setUp();
    await first(t);
    t.failWith(refused);
    await vi.advanceTimersByTimeAsync(57_000);
    const token = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await token).toBe('ek_1');
    expect(t.fetchToken).toHaveBeenCalledTimes(2);
  });
});

describe('giving up', () => {
  it('a cancelled caller stops waiting, and the fetch continues for the others', async () => {
    const t = setUp();
    const caller = new AbortController();
    const given = t.source.getToken({ signal: caller.signal });
    const other = t.key();
    const rejected = expect(given).rejects.toMatchObject({ code: 'ABORTED' });
    caller.abort();
    await rejected;
    await vi.advanceTimersByTimeAsync(100);
    expect(await other).toBe('ek_1');
    expect(t.controllers[0]?.signal.aborted).toBe(false);
  });

  it('aborts the fetch when nobody waits for it any more', async () => {
    const t = setUp();
    const callers = [new AbortController(), new AbortController()];
    const waits = Promise.allSettled(callers.map(({ signal }) => t.source.getToken({ signal })));
    callers[0]?.abort();
    await vi.advanceTimersByTimeAsync(1);
    expect(t.controllers[0]?.signal.aborted).toBe(false);
    callers[1]?.abort();
    await waits;
    const next = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(t.controllers[0]?.signal.aborted).toBe(true);
    expect(await next).toBe('ek_2');
  });

  it("doesn't abort a renewal that somebody else needs", async () => {
    const t = setUp();
    await first(t);
    const release = t.source.retain();
    await vi.advanceTimersByTimeAsync(44_900);
    const caller = new AbortController();
    const given = t.source.getToken({ minValidity: 45_000, signal: caller.signal });
    const rejected = expect(given).rejects.toMatchObject({ code: 'ABORTED' });
    caller.abort();
    await rejected;
    expect(t.controllers[1]?.signal.aborted).toBe(false);
    release();
    await Promise.resolve();
    expect(t.controllers[1]?.signal.aborted).toBe(true);
    // A request at this moment doesn't join the fetch that was just cancelled.
    const next = t.source.getToken({ minValidity: 45_000 });
    await vi.advanceTimersByTimeAsync(100);
    expect((await next).apiKey).toBe('ek_3');
  });

  it('fetches nothing when the caller had already cancelled', async () => {
    const t = setUp();
    await expect(t.source.getToken({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(t.fetchToken).not.toHaveBeenCalled();
  });
});

describe('invalidate', () => {
  it('drops the refused token, but not its successor', async () => {
    const t = setUp();
    await first(t);
    t.source.invalidate('ek_1');
    const second = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await second).toBe('ek_2');

    t.source.invalidate('ek_1');
    expect(await t.key()).toBe('ek_2');
    t.source.invalidate();
    const third = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await third).toBe('ek_3');
  });

  it('does not keep a token that was being fetched, because it may belong to a user who has signed out', async () => {
    const t = setUp();
    const before = t.key();
    t.source.invalidate();
    const after = t.key();
    await vi.advanceTimersByTimeAsync(100);
    expect(await before).toBe('ek_1');
    expect(await after).toBe('ek_2');
    expect(await t.key()).toBe('ek_2');
  });
});

it('after its end, everyone who waits is released, and nobody gets a token', async () => {
  const t = setUp();
  const waiting = t.key();
  const reason = new DecartError('ABORTED', 'Signed out.');
  t.source.end(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(t.key()).rejects.toBe(reason);
  expect(t.controllers.map(({ signal }) => signal.aborted)).toEqual([true]);

  const other = setUp();
  await first(other);
  other.source.retain();
  other.source.end(reason);
  await vi.advanceTimersByTimeAsync(HOUR);
  await expect(other.key()).rejects.toBe(reason);
  expect(other.fetchToken).toHaveBeenCalledTimes(1);
});

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

it('keeps the token out of reach', async () => {
  const t = setUp();
  await first(t);
  expect(JSON.stringify(t.source)).not.toContain('ek_');
  expect(Object.values(t.source).every((member) => typeof member === 'function')).toBe(true);
});
