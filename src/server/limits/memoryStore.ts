import type { RateLimitStore } from './rateLimit';

/** More keys than this in one window push the oldest out: forgetting a count is better than memory without end. */
const MAX_KEYS = 10_000;
/** Who asks this often is kept apart, so that nobody can push their own count out with requests of thousands of others. */
const BUSY = 10;

interface Window {
  count: number;
  endsAt: number;
}

/**
 * Counts in this process's memory. It is what the handlers use unless another store is passed; with several processes each
 * counts for itself.
 *
 * @example
 * ```ts
 * import { createMemoryStore, createTokenHandler } from 'decart-react/server';
 *
 * const store = createMemoryStore();
 * const handler = createTokenHandler({
 *   authorize: () => ({ id: 'ann' }),
 *   rateLimit: { limit: 10, window: 60_000, store },
 * });
 * ```
 */
export function createMemoryStore(now: () => number = Date.now): RateLimitStore {
  const quiet = new Map<string, Window>();
  const busy = new Map<string, Window>();

  return {
    hit(key, window) {
      const time = now();
      const known = busy.get(key) ?? quiet.get(key);
      const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + window };
      current.count += 1;
      if (current !== known) {
        busy.delete(key);
        put(quiet, key, current, time);
      } else if (current.count === BUSY) {
        quiet.delete(key);
        put(busy, key, current, time);
      }
      return { count: current.count, resetIn: current.endsAt - time };
    },
  };
}

/** Anew at the end: with one length of windows, a map stays in the order in which they end. */
function put(windows: Map<string, Window>, key: string, window: Window, time: number): void {
  windows.delete(key);
  windows.set(key, window);
  for (const [oldest, { endsAt }] of windows) {
    if (endsAt > time && windows.size <= MAX_KEYS) return;
    windows.delete(oldest);
  }
}
