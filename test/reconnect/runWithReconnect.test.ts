// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';
import { readError, type Verdict } from '../../src/reconnect/policy';
import { type Outcome, type ReconnectOptions, runWithReconnect } from '../../src/reconnect/runWithReconnect';

const lost = readError(new DecartError('CONNECTION_LOST', 'lost'));
const unauthorized = readError(new DecartError('UNAUTHORIZED', 'expired'));
const full = (retryAfterSeconds?: number): Verdict => ({
  next: 'wait',
  error: new DecartError('AT_CAPACITY', 'full'),
  retryAfterSeconds,
});
const QUICK = { attempts: 2, minDelay: 10, maxDelay: 10 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The life of one connection: how long it is live, if at all, and what ends it. */
interface Connection {
  liveMs?: number;
  worked?: boolean;
  queued?: boolean;
  verdict?: Verdict;
  planned?: boolean;
}

/** Scripted connections, one after the other; the last one is final. */
function run(connections: Connection[], options: Partial<ReconnectOptions> = {}) {
  let minted = 0;
  const auth = { mode: 'token' as const, ...createTokenSource(async () => ({ apiKey: `ek_${++minted}` })) };
  const stopping = new AbortController();
  const dials: number[] = [];
  const keys: string[] = [];
  const waits: number[] = [];
  const startedAt = performance.now();
  const outcome = runWithReconnect({
    signal: stopping.signal,
    auth,
    reconnect: QUICK,
    onLost() {},
    onCapacity: (seconds) => waits.push(seconds),
    async connect(progress): Promise<Outcome> {
      const { liveMs, worked = true, queued, verdict, planned } = connections[dials.length] ?? {};
      dials.push(Math.round(performance.now() - startedAt));
      const { apiKey } = await auth.getToken();
      keys.push(apiKey);
      if (queued) progress.queued();
      if (liveMs !== undefined) {
        progress.live();
        await new Promise((resolve) => setTimeout(resolve, liveMs));
      }
      return verdict ? { verdict, apiKey, worked, planned } : 'ended';
    },
    ...options,
  }).then(
    () => 'over',
    (error: unknown) => error,
  );
  const settle = async (ms = 600_000) => {
    await vi.advanceTimersByTimeAsync(ms);
    return outcome;
  };
  return { outcome, settle, dials, keys, waits, stop: () => stopping.abort('stopped') };
}

/** Disconnects the network; the returned function reconnects it. */
function goOffline() {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => onLine.mockRestore());
  return () => {
    onLine.mockReturnValue(true);
    dispatchEvent(new Event('online'));
  };
}

const brief = { liveMs: 0, verdict: lost };
const good = { liveMs: 25_000, verdict: lost };
const failed = { verdict: lost };

describe('a session that is lost again and again', () => {
  test('at once ends after as many attempts as the policy allows', async () => {
    const { settle, dials } = run([brief, brief, brief, brief]);
    expect(await settle()).toBe(lost.error);
    expect(dials).toHaveLength(3);
  });

  test('because it never showed anything, however long, is given up as well', async () => {
    const dark = { liveMs: 40_000, worked: false, verdict: lost };
    const { settle, dials } = run([dark, dark, dark, dark]);
    expect(await settle()).toBe(lost.error);
    expect(dials).toHaveLength(3);
  });

  test('after it showed a picture for a while reconnects every time', async () => {
    const { settle, dials } = run([good, good, good, good, good, {}]);
    expect(await settle()).toBe('over');
    expect(dials).toHaveLength(6);
  });

  test('does not reconnect with `reconnect: false`', async () => {
    const { settle, dials } = run([good], { reconnect: false });
    expect(await settle()).toBe(lost.error);
    expect(dials).toHaveLength(1);
  });

  test('because we closed it ourselves reconnects at once, and no try is counted', async () => {
    const planned = { liveMs: 0, verdict: lost, planned: true };
    const { settle, dials } = run([planned, planned, planned, planned, {}], { reconnect: false });
    expect(await settle()).toBe('over');
    expect(dials).toHaveLength(5);
  });
});

describe('an outage', () => {
  const slowly = { attempts: Number.POSITIVE_INFINITY, minDelay: 10_000, maxDelay: 10_000 };

  test('longer than a minute ends the session, however many tries are left', async () => {
    const { settle, dials } = run([good, ...Array(100).fill(failed)], { reconnect: slowly });
    expect(await settle()).toBe(lost.error);
    expect((dials.at(-1) ?? 0) - 25_000).toBeLessThan(70_000);
  });

  test('may last as long as `maxOutage` allows: for a stage that outlasts a deployment', async () => {
    const connections = [good, ...Array(30).fill(failed), {}];
    const { settle, dials } = run(connections, {
      reconnect: { ...slowly, maxOutage: Number.POSITIVE_INFINITY },
    });
    expect(await settle()).toBe('over');
    expect(dials).toHaveLength(connections.length);
  });

  test('does not include the time in the queue', async () => {
    const connections = [good, ...Array(20).fill({ ...failed, queued: true }), {}];
    const { settle } = run(connections, { reconnect: slowly });
    expect(await settle()).toBe('over');
  });
});

describe('without a network', () => {
  test('it tries now and then, however long that takes, and none of it is an outage', async () => {
    const { settle, dials, outcome } = run([good, ...Array(60).fill(failed), {}]);
    await vi.advanceTimersByTimeAsync(24_000);
    const goOnline = goOffline();
    await vi.advanceTimersByTimeAsync(120_000);
    const tries = dials.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(40);
    const ended = vi.fn();
    void outcome.then(ended);
    expect(ended).not.toHaveBeenCalled();
    goOnline();
    expect(await settle()).toBe(lost.error);
    expect(dials.length - tries).toBeLessThanOrEqual(3);
  });

  test('a stop ends the wait', async () => {
    const { outcome, stop } = run([failed, {}]);
    goOffline();
    await vi.advanceTimersByTimeAsync(100);
    stop();
    expect(await outcome).toBe('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a token that is refused', () => {
  const refused = { verdict: unauthorized };

  test('is renewed once, at once; if the fresh one is refused, that is the error', async () => {
    const { settle, keys } = run([refused, refused, {}]);
    expect(await settle()).toBe(unauthorized.error);
    expect(keys).toEqual(['ek_1', 'ek_2']);
  });

  test('is renewed again after a session that was live in between', async () => {
    const { settle, keys } = run([refused, { ...good, verdict: unauthorized }, {}]);
    expect(await settle()).toBe('over');
    expect(keys).toEqual(['ek_1', 'ek_2', 'ek_3']);
  });

  test('is renewed at a start with `reconnect: false`, too', async () => {
    const { settle } = run([refused, {}], { reconnect: false });
    expect(await settle()).toBe('over');
  });
});

describe('a service that is full', () => {
  test.each([
    [undefined, 5],
    [Number.NaN, 5],
    [0, 1],
    [2, 2],
    [7, 7],
    [600, 60],
  ])('and says %s s is asked again after %s s', async (asked, seconds) => {
    const { settle, waits, dials } = run([{ verdict: full(asked) }, {}]);
    expect(await settle()).toBe('over');
    expect(waits).toEqual([seconds]);
    expect(dials[1]).toBe(seconds * 1000);
  });

  test('is asked within 20 % of that, so that pages do not ask in step', async () => {
    const random = vi.mocked(Math.random);
    for (const [value, seconds] of [
      [0, 8],
      [1, 12],
    ] as const) {
      random.mockReturnValue(value);
      const { settle, waits } = run([{ verdict: full(10) }, {}]);
      await settle();
      expect(waits).toEqual([expect.closeTo(seconds, 5)]);
    }
  });

  test('is given up after `capacityTimeout`, however often it was asked', async () => {
    const { settle, dials } = run(Array(100).fill({ verdict: full(10) }), { capacityTimeout: 35_000 });
    expect(await settle()).toMatchObject({ code: 'AT_CAPACITY', retryable: true });
    expect(dials).toEqual([0, 10_000, 20_000, 30_000]);
  });

  test('also makes a reconnect wait, which is no outage', async () => {
    const connections = [good, ...Array(10).fill({ verdict: full(10) }), failed, {}];
    const { settle, dials } = run(connections);
    expect(await settle()).toBe('over');
    expect(dials).toHaveLength(connections.length);
  });
});

test('a final refusal is the error at once', async () => {
  const error = new DecartError('CONCURRENCY_LIMIT', 'limit');
  const { settle, dials } = run([{ verdict: { next: 'stop', error } }, {}]);
  expect(error.retryable).toBe(true);
  expect(await settle()).toBe(error);
  expect(dials).toHaveLength(1);
});

test('a server that says when to retry is not asked sooner', async () => {
  const error = new DecartError('RATE_LIMITED', 'slow down', { status: 429, retryAfterSeconds: 7 });
  const { settle, dials } = run([good, { verdict: readError(error) }, {}]);
  expect(await settle()).toBe('over');
  const [, live = 0, limited = 0] = dials;
  expect(limited - live).toBeGreaterThanOrEqual(7000);
  expect(limited - live).toBeLessThan(7100);
});

test('a server that wants more time than an outage may last ends it at once', async () => {
  const error = new DecartError('RATE_LIMITED', 'slow down', { status: 429, retryAfterSeconds: 900 });
  const { outcome, dials } = run([good, { verdict: readError(error) }, {}]);
  const ended = vi.fn();
  void outcome.then(ended);
  await vi.advanceTimersByTimeAsync(26_000);
  expect(ended).toHaveBeenCalledWith(error);
  expect(dials).toHaveLength(2);
});

test('a final refusal is final even if the page seems to be left at that moment', async () => {
  const error = new DecartError('POLICY_VIOLATION', 'policy');
  const { settle, dials, outcome } = run([{ liveMs: 1000, verdict: { next: 'stop', error } }, {}]);
  await vi.advanceTimersByTimeAsync(500);
  // A link to a download.
  dispatchEvent(new Event('beforeunload'));
  await settle();
  expect(await outcome).toBe(error);
  expect(dials).toHaveLength(1);
});
