// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';
import type { ReconnectPolicy } from '../../src/realtime/backoff';
import { createRetries } from '../../src/realtime/retries';

const lost = new DecartError('CONNECTION_LOST', 'lost');
const QUICK = { attempts: 2, minDelay: 10, maxDelay: 10 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(policy: ReconnectPolicy | false = QUICK) {
  const auth = { mode: 'token' as const, ...createTokenSource(async () => ({ apiKey: 'ek_1' })) };
  const retries = createRetries(auth, new AbortController().signal, () => policy);
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
  return { retries, live };
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
