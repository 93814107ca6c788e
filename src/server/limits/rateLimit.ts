import { isRecord } from '../../errors/json';
import { HttpError, invalidOptions } from '../handler/errors';

/** Who is asking, for a rate limit of your own. */
export interface RateLimitRequest<User> {
  /**
   * For each user, else each address, else everybody: `token:user:42`, `proxy:address:203.0.113.7`,
   * `proxy:address:2001:db8:1:2::/64`, `proxy:anonymous`.
   */
  key: string;
  /** What is asked for: `'token.create'`, `'generate'`, `'job.submit'` … */
  action: string;
  /** Whom `authorize` gave. */
  user: User;
  /** The request itself; its body must not be read. */
  request: Request;
}

/**
 * A rate limit of your own: `true` lets the request through, anything else is answered with 429, and with
 * `Retry-After` when `retryAfter` (seconds) is given.
 */
export type RateLimitHook<User> = (
  request: RateLimitRequest<User>,
) => RateLimitVerdict | Promise<RateLimitVerdict>;

export type RateLimitVerdict = boolean | { retryAfter: number };

/**
 * Counts requests, for a limit that several processes share.
 *
 * @example
 * ```ts
 * const redisStore: RateLimitStore = {
 *   async hit(key, window) {
 *     const count = await redis.incr(key);
 *     if (count === 1) await redis.pExpire(key, window);
 *     return { count, resetIn: await redis.pTTL(key) };
 *   },
 * };
 * ```
 */
export interface RateLimitStore {
  /**
   * Counts one more request under `key`, in a window of `window` milliseconds that starts with its first request.
   * Returns how many there were, this one included, and the milliseconds until the window ends.
   */
  hit(key: string, window: number): RateLimitCount | Promise<RateLimitCount>;
}

export interface RateLimitCount {
  /** Requests in this window, this one included. */
  count: number;
  /** Milliseconds until the window is over. */
  resetIn: number;
}

export interface RateLimitOptions {
  /** Requests that one user (else one address, else everybody together) may make in a window. */
  limit: number;
  /** Milliseconds. @defaultValue 60000 */
  window?: number | undefined;
  /** Where it is counted; give one that they share where there are several processes. @defaultValue the memory of this process */
  store?: RateLimitStore | undefined;
}

/** Throws a 429 when it is too much. */
export type RateLimiter<User> = (request: RateLimitRequest<User>) => Promise<void>;

export function createRateLimiter<User>(
  option: RateLimitOptions | RateLimitHook<User> | false,
): RateLimiter<User> {
  if (option === false) return async () => {};
  const hook = typeof option === 'function' ? option : limitBy(option);
  return async (request) => {
    const verdict = await hook(request);
    if (verdict === true) return;
    const retryAfter = isRecord(verdict) ? Number(verdict.retryAfter) : Number.NaN;
    const seconds = Number.isFinite(retryAfter) && Math.max(1, Math.ceil(retryAfter));
    throw new HttpError(
      429,
      'RATE_LIMITED',
      `Too many requests. Try again ${seconds ? `in ${seconds} s` : 'later'}.`,
      seconds ? { 'retry-after': String(seconds) } : {},
    );
  };
}

function limitBy({
  limit,
  window = 60_000,
  store = createMemoryStore(),
}: RateLimitOptions): RateLimitHook<unknown> {
  if (!(limit > 0 && window > 0)) {
    throw invalidOptions('`rateLimit` needs a `limit` and a `window` (milliseconds) above 0.');
  }
  return async ({ key }) => {
    const { count, resetIn } = await store.hit(key, window);
    return count <= limit || { retryAfter: resetIn / 1000 };
  };
}

/** More users than this in one window push the oldest out: forgetting somebody's count is better than memory without end. */
const MAX_KEYS = 10_000;

/** Counts in this process's memory, for as long as the window lasts. */
export function createMemoryStore(now: () => number = Date.now): RateLimitStore {
  const windows = new Map<string, { count: number; endsAt: number }>();

  return {
    hit(key, window) {
      const time = now();
      const known = windows.get(key);
      const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + window };
      current.count += 1;
      if (current !== known) {
        // Anew at the end: the map stays in the order in which the windows end.
        windows.delete(key);
        windows.set(key, current);
        dropOldest(windows, time);
      }
      return { count: current.count, resetIn: current.endsAt - time };
    },
  };
}

function dropOldest(windows: Map<string, { endsAt: number }>, time: number): void {
  for (const [key, { endsAt }] of windows) {
    if (endsAt > time && windows.size <= MAX_KEYS) return;
    windows.delete(key);
  }
}
