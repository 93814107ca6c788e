import { describe, expect, it, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { first, HOUR, refused, setUp } from './numberedTokens';

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

it('keeps the token out of reach', async () => {
  const t = setUp();
  await first(t);
  expect(JSON.stringify(t.source)).not.toContain('ek_');
  expect(Object.values(t.source).every((member) => typeof member === 'function')).toBe(true);
});
