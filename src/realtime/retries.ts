// When a connection is tried again, and when no more.
import type { AuthSource } from '../auth/authSource';
import type { DecartError } from '../errors/DecartError';
import { backoff, completePolicy, type ReconnectPolicy, sleep, untilOnline } from './backoff';

export interface Retries {
  /** A connection is live. */
  connected(): void;
  /** To wait for one's turn in the queue is no outage. */
  queued(): void;
  /** A connect failed: waits until it is time for the next, or throws `error` when there is to be none. */
  afterFailure(error: DecartError, apiKey?: string): Promise<void>;
  /** A live connection was lost: the same, and the first time at once. */
  afterLoss(error: DecartError, apiKey?: string): Promise<void>;
}

const OUTAGE_MS = 60_000;
// A connection that lived as long as this was a good one; one that is lost sooner counts as an attempt that failed. Longer
// than the silence after which one that never showed anything is given up.
const LASTED_MS = 20_000;

export function createRetries(
  auth: AuthSource,
  signal: AbortSignal,
  reconnect: () => ReconnectPolicy | false | undefined,
): Retries {
  let failures = 0;
  let shortLives = 0;
  let renewed = false;
  let liveSince = 0;
  // Only a session that was live has one; before, `connectTimeout` is the limit.
  let outageSince = Number.POSITIVE_INFINITY;

  async function next(error: DecartError, mayHelp: boolean) {
    const policy = completePolicy(reconnect());
    const isOutOfTime = performance.now() - outageSince > OUTAGE_MS;
    if (!mayHelp || failures >= policy.attempts || isOutOfTime) throw error;
    if (failures > 0) await sleep(backoff(failures, policy), signal);
    const offlineSince = performance.now();
    await untilOnline(signal);
    outageSince += performance.now() - offlineSince;
  }

  return {
    connected() {
      liveSince = performance.now();
      outageSince = Number.POSITIVE_INFINITY;
      failures = 0;
      renewed = false;
    },
    queued() {
      if (Number.isFinite(outageSince)) outageSince = performance.now();
    },
    async afterFailure(error, apiKey) {
      if (error.code === 'UNAUTHORIZED' && apiKey) {
        auth.invalidate(apiKey);
        if (!renewed) {
          renewed = true;
          return;
        }
      }
      failures += 1;
      await next(error, error.retryable);
    },
    async afterLoss(error, apiKey) {
      shortLives = performance.now() - liveSince < LASTED_MS ? shortLives + 1 : 0;
      failures = Math.max(0, shortLives - 1);
      outageSince = performance.now();
      const isUnauthorized = error.code === 'UNAUTHORIZED';
      if (isUnauthorized && apiKey) auth.invalidate(apiKey);
      await next(error, error.retryable || isUnauthorized);
    },
  };
}
