import type { TokenSource } from '../auth/tokenSource';
import { normalizeError } from '../errors/normalizeError';
import { readError } from './policy';
import { delay } from './waits';

/** Milliseconds before the second and the third try. */
const DELAYS_MS = [300, 1000];

/**
 * The token of a start. A route that can't be reached, or is in trouble (5xx), is asked twice more; what it refuses (4xx) it isn't
 * asked for again.
 */
export async function getFirstToken(auth: TokenSource, signal: AbortSignal): Promise<void> {
  for (const ms of [...DELAYS_MS, undefined]) {
    try {
      await auth.getToken({ signal });
      return;
    } catch (thrown) {
      const error = normalizeError(thrown);
      const mayPass = readError(error).next === 'retry' && !isRefused(error.status);
      if (ms === undefined || signal.aborted || !mayPass) throw error;
      await delay(Math.max(ms, (error.retryAfterSeconds ?? 0) * 1000), signal);
    }
  }
}

const isRefused = (status = 0) => status >= 400 && status < 500;
