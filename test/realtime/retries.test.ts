// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';
import type { ReconnectPolicy } from '../../src/realtime/backoff';
import { createRetries } from '../../src/realtime/retries';

const lost = new DecartError('CONNECTION_LOST', 'lost');
const unauthorized = new DecartError('UNAUTHORIZED', 'expired');
const QUICK = { attempts: 2, minDelay: 10, maxDelay: 10 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(policy: ReconnectPolicy | false = QUICK) {
  let minted = 0;
  const auth = { mode: 'token' as const, ...createTokenSource(async () => ({ apiKey: `ek_${++minted}` })) };
  const stopping = new AbortController();
  const retries = createRetries(auth, stopping.signal, () => policy);
  const getKey = async () => (await auth.getToken()).apiKey;
  /** What becomes of a session that is lost `ms` after it was connected. */
  async function live(ms: number) {
    retries.connected();
    vi.advanceTimersByTime(ms);
    const outcome = retries.afterLoss(lost).then(
      () => 'again',
      () => 'given up',
    );
    await vi.advanceTimersByTimeAsync(QUICK.maxDelay);
    return outcome;
  }
  return { retries, live, getKey, stop: () => stopping.abort('stopped') };
}

/** Takes the network away; the returned function gives it back. */
function goOffline() {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => onLine.mockRestore());
  return () => {
    onLine.mockReturnValue(true);
    dispatchEvent(new Event('online'));
  };
}

describe('a session that is lost again and again', () => {
  test('at once is given up after as many attempts as the policy says', async () => {
    const { live } = setUp();
    expect([await live(0), await live(0), await live(0)]).toEqual(['again', 'again', 'given up']);
  });

  test('because it never showed anything, 15 s after it was connected, is given up as well', async () => {
    const { live } = setUp();
    expect([await live(16_000), await live(16_000), await live(16_000)]).toEqual([
      'again',
      'again',
      'given up',
    ]);
  });

  test('after it showed a picture for a while is taken up again as often as that', async () => {
    const { live } = setUp();
    for (let i = 0; i < 5; i++) expect(await live(25_000)).toBe('again');
  });

  test('is not taken up again where nothing is to be', async () => {
    const { live } = setUp(false);
    expect(await live(25_000)).toBe('given up');
  });
});

test('an outage of more than a minute is given up, however many attempts are left', async () => {
  const { retries, live } = setUp({ ...QUICK, attempts: 1000 });
  await live(25_000);
  const outcome = retries.afterFailure(lost);
  await vi.advanceTimersByTimeAsync(QUICK.maxDelay);
  await outcome;
  vi.advanceTimersByTime(61_000);
  await expect(retries.afterFailure(lost)).rejects.toBe(lost);
});

test('the time in the queue is no part of an outage', async () => {
  const { retries, live } = setUp({ ...QUICK, attempts: 1000 });
  await live(25_000);
  vi.advanceTimersByTime(61_000);
  retries.queued();
  const outcome = retries.afterFailure(lost);
  await vi.advanceTimersByTimeAsync(QUICK.maxDelay);
  await expect(outcome).resolves.toBeUndefined();
});

describe('without a network', () => {
  test('nothing is tried before it is back, however long that takes', async () => {
    const { retries, live } = setUp({ ...QUICK, attempts: 1000 });
    await live(25_000);
    const goOnline = goOffline();
    const triesAgain = vi.fn();
    const outcome = retries.afterFailure(lost).then(triesAgain);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(triesAgain).not.toHaveBeenCalled();
    goOnline();
    await outcome;
    // It was no part of the outage.
    const next = retries.afterFailure(lost);
    await vi.advanceTimersByTimeAsync(QUICK.maxDelay);
    await expect(next).resolves.toBeUndefined();
  });

  test('who stops waits for it no longer', async () => {
    const { retries, stop } = setUp();
    goOffline();
    const outcome = retries.afterFailure(lost);
    await vi.advanceTimersByTimeAsync(QUICK.maxDelay);
    stop();
    await expect(outcome).rejects.toBe('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a token that is refused', () => {
  test('is renewed once, at once; refused again, it is the answer', async () => {
    const { retries, getKey } = setUp();
    await retries.afterFailure(unauthorized, await getKey());
    expect(await getKey()).toBe('ek_2');
    await expect(retries.afterFailure(unauthorized, await getKey())).rejects.toBe(unauthorized);
  });

  test('after a session that was live in between, is renewed again', async () => {
    const { retries, getKey } = setUp();
    await retries.afterFailure(unauthorized, await getKey());
    retries.connected();
    await retries.afterFailure(unauthorized, await getKey());
    expect(await getKey()).toBe('ek_3');
  });

  test('in a live session is renewed as well', async () => {
    const { retries, getKey } = setUp();
    retries.connected();
    await retries.afterLoss(unauthorized, await getKey());
    expect(await getKey()).toBe('ek_2');
  });
});

test('what trying again does not change is the answer at once', async () => {
  const { retries } = setUp();
  const notAllowed = new DecartError('MODEL_NOT_ALLOWED', 'no');
  await expect(retries.afterFailure(notAllowed)).rejects.toBe(notAllowed);
});
