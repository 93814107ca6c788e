import type { TokenSource } from '../auth/tokenSource';
import { normalizeError } from '../errors/normalizeError';
import { readError } from './policy';
import { delay } from './waits';

/** Milliseconds before the second and the third try. */
const DELAYS_MS = [300, 1000];
/** A route may ask for more time. After this long, a visitor needs an answer. */
const PATIENCE_MS = 10_000;

/**
 * The first token of a start. If a route can't be reached or fails (5xx), it is asked twice more; after a refusal (4xx)
 * it isn't asked again.
 */
export async function getFirstToken(auth: TokenSource, signal: AbortSignal): Promise<void> {
  for (const ms of [...DELAYS_MS, undefined]) {
    try {
      await auth.getToken({ signal });
      return;
    } catch (thrown) {
      const error = normalizeError(thrown);
      const mayPass = readError(error).next === 'retry' && !isRefused(error.status);
      const askedMs = (error.retryAfterSeconds ?? 0) * 1000;
      if (ms === undefined || signal.aborted || !mayPass || askedMs > PATIENCE_MS) throw error;
      await delay(Math.max(ms, askedMs), signal);
    }
  }
}

const isRefused = (status = 0) => status >= 400 && status < 500;
