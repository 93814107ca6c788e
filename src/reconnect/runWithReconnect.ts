// The only loop that keeps a connection alive, for publishers and viewers. It decides when to reconnect, and when to give
// up.
import type { TokenSource } from '../auth/tokenSource';
import { DecartError } from '../errors/DecartError';
import { backoff, completePolicy, type ReconnectPolicy } from './backoff';
import { watchPageLeave } from './pageLeave';
import type { Verdict } from './policy';
import { delay, sleep, untilOnline } from './waits';

/** How a connection ended: there is nothing left to connect to, or it failed or was lost. */
export type Outcome =
  | 'ended'
  | {
      verdict: Verdict;
      /** The token that it used. */
      apiKey?: string | undefined;
      /** It showed something. */
      worked?: boolean | undefined;
      /** We closed it ourselves, to reconnect. */
      planned?: boolean | undefined;
    };

/** What a connection reports while it is being made. */
export interface ConnectionProgress {
  live(): void;
  /** It waits in the service's queue, which isn't an outage. */
  queued(): void;
}

export interface ReconnectOptions {
  /** Aborted when nobody needs the connection any more. */
  signal: AbortSignal;
  auth: TokenSource;
  reconnect: ReconnectPolicy | false | undefined;
  /** Milliseconds that it may wait while the service is full. @defaultValue 120000 */
  capacityTimeout?: number | undefined;
  /** Makes one connection, and resolves when it is over. Rejects only with the signal's reason. */
  connect(progress: ConnectionProgress): Promise<Outcome>;
  /** A live connection was lost, and is about to reconnect. */
  onLost(): void;
  /** A try failed before the connection was live; another one follows. */
  onFailure?(error: DecartError): void;
  /** The service is full; we ask again in this many seconds. */
  onCapacity?(retrySeconds: number): void;
}

const CAPACITY_TIMEOUT_MS = 120_000;
// The service says how long to wait. The default wait, the limits and the jitter are those of Decart's SDK 0.2.5.
const CAPACITY_SECONDS = { usual: 5, min: 1, max: 60, jitter: 0.2 };
// A connection that lasted this long was a good one; one that is lost sooner counts as a failed try.
const LASTED_MS = 20_000;

/** Resolves when it has ended; rejects with the `DecartError` that allows no further try, or with the signal's reason. */
export async function runWithReconnect(options: ReconnectOptions): Promise<void> {
  const { signal, auth, capacityTimeout = CAPACITY_TIMEOUT_MS } = options;
  const policy = completePolicy(options.reconnect);
  const page = watchPageLeave(signal);
  let wasEverLive = false;
  // NaN until the newest connection is live.
  let liveSince = Number.NaN;
  let failures = 0;
  let shortLives = 0;
  let isTokenRenewed = false;
  // Only a connection that was live can have an outage; a start has the caller's time limit.
  let outageSince = Number.POSITIVE_INFINITY;
  let fullSince: number | undefined;

  const wasLive = () => !Number.isNaN(liveSince);
  const progress: ConnectionProgress = {
    live() {
      wasEverLive = true;
      liveSince = performance.now();
      outageSince = Number.POSITIVE_INFINITY;
      failures = 0;
      isTokenRenewed = false;
      fullSince = undefined;
    },
    queued() {
      fullSince = undefined;
      suspendOutage();
    },
  };

  while (true) {
    liveSince = Number.NaN;
    const outcome = await options.connect(progress);
    signal.throwIfAborted();
    if (outcome === 'ended') return;

    const { verdict, apiKey, planned } = outcome;
    if (wasLive()) {
      shortLives = outcome.worked && performance.now() - liveSince > LASTED_MS ? 0 : shortLives + 1;
      failures = Math.max(0, shortLives - 1);
      outageSince = performance.now();
      if (verdict.next !== 'stop') options.onLost();
      // What the service refused is refused, wherever the page goes.
      if (planned || (verdict.next === 'retry' && page.isLeaving())) {
        await page.whenStaying();
        await untilOnline(signal);
        continue;
      }
    } else if (verdict.next !== 'wait') {
      options.onFailure?.(verdict.error);
    }
    await untilNextTry(verdict, apiKey);
  }

  function suspendOutage() {
    if (Number.isFinite(outageSince)) outageSince = performance.now();
  }

  async function untilNextTry(verdict: Verdict, apiKey: string | undefined) {
    const { next, error, retryAfterSeconds } = verdict;
    switch (next) {
      case 'stop':
        throw error;
      case 'renew':
        if (apiKey) auth.invalidate(apiKey);
        if (wasLive()) assertTriesLeft(error);
        // If a fresh token is refused as well, we give up.
        else if (isTokenRenewed) throw error;
        isTokenRenewed = true;
        return;
      case 'wait':
        return untilCapacity(error, retryAfterSeconds);
      case 'retry':
        if (!wasLive()) failures += 1;
        return untilBackoff(error, retryAfterSeconds);
    }
  }

  function assertTriesLeft(error: DecartError, waitMs = 0) {
    const isOutOfTime = performance.now() + waitMs - outageSince > policy.maxOutage;
    if (failures >= policy.attempts || isOutOfTime) throw error;
  }

  async function untilBackoff(error: DecartError, retryAfterSeconds = 0) {
    const askedMs = retryAfterSeconds * 1000;
    // Not even the first try would come in time.
    assertTriesLeft(error, askedMs);
    const since = performance.now();
    const isOffline = navigator.onLine === false;
    const ms = Math.max(backoff(failures, policy), askedMs);
    if (ms > 0) await sleep(ms, signal);
    await untilOnline(signal);
    if (!isOffline) return;
    // A try without a network says nothing about the service.
    outageSince += performance.now() - since;
    failures = Math.max(0, failures - 1);
  }

  async function untilCapacity(error: DecartError, retryAfterSeconds: number | undefined) {
    // Before it was live, the `reconnect` option doesn't apply.
    if (wasEverLive) assertTriesLeft(error);
    const { usual, min, max, jitter } = CAPACITY_SECONDS;
    const asked = Number.isFinite(retryAfterSeconds) ? Number(retryAfterSeconds) : usual;
    const seconds = Math.min(max, Math.max(min, asked)) * (1 + (Math.random() * 2 - 1) * jitter);
    fullSince ??= performance.now();
    if (performance.now() + seconds * 1000 > fullSince + capacityTimeout)
      throw atCapacity(capacityTimeout, error);
    options.onCapacity?.(seconds);
    await delay(seconds * 1000, signal);
    suspendOutage();
  }
}

function atCapacity(ms: number, cause: DecartError) {
  const message = `Decart had no capacity for ${Math.round(ms / 1000)} s. Try again in a few minutes.`;
  return new DecartError('AT_CAPACITY', message, { cause });
}
