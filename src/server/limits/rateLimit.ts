import { isRecord } from '../../errors/json';
import { HttpError } from '../handler/errors';
import type { Hooks } from '../handler/hooks';
import { retryAfterHeader } from '../handler/retryAfter';
import { createMemoryStore } from './memoryStore';

/** Who makes the request, for your own rate limit. */
export interface RateLimitRequest<User> {
  /**
   * Per user, else per address, else for everybody: `token:user:42`, `proxy:address:203.0.113.7`,
   * `proxy:address:2001:db8:1:2::/64`, `proxy:anonymous`.
   */
  key: string;
  /** The requested action: `'token.create'`, `'generate'`, `'job.submit'` … */
  action: string;
  /** The user that `authorize` returned. */
  user: User;
  /** The request itself. Its body must not be read. */
  request: Request;
}

/**
 * Your own rate limit: `true` lets the request through. Any other result is answered with 429, and with `Retry-After` if
 * `retryAfterSeconds` is set.
 */
export type RateLimitHook<User> = (
  request: RateLimitRequest<User>,
) => RateLimitVerdict | Promise<RateLimitVerdict>;

export type RateLimitVerdict = boolean | { retryAfterSeconds: number };

/**
 * Counts requests, for a limit that several processes share. `decart-react/server/redis` has one for Redis.
 *
 * The count and the end of the window must be set in one step: if the process stops in between, the key never expires,
 * and its user is locked out forever.
 *
 * @example
 * ```ts
 * const redisStore: RateLimitStore = {
 *   async hit(key, window) {
 *     const [, count, resetIn] = await redis
 *       .multi()
 *       .set(key, 0, { PX: window, NX: true })
 *       .incr(key)
 *       .pTTL(key)
 *       .exec();
 *     return { count: Number(count), resetIn: Number(resetIn) };
 *   },
 * };
 * ```
 */
export interface RateLimitStore {
  /**
   * Counts one more request under `key`, in a window of `window` milliseconds that starts with its first request.
   * Returns how many there were, including this one, and the milliseconds until the window ends. If it rejects, the
   * request is answered with 503; if it returns anything else, with 500.
   */
  hit(key: string, window: number): RateLimitCount | Promise<RateLimitCount>;
}

export interface RateLimitCount {
  /** Requests in this window, including this one. */
  count: number;
  /** Milliseconds until the window ends. */
  resetIn: number;
}

export interface RateLimitOptions {
  /** How many requests one user (else one address, else everybody together) may make in a window. */
  limit: number;
  /** The length of a window, in milliseconds. @defaultValue 60000 */
  window?: number | undefined;
  /** Where requests are counted. Several processes need a shared one. @defaultValue the memory of this process */
  store?: RateLimitStore | undefined;
}

export const DEFAULT_WINDOW_MS = 60_000;

/** Throws a 429 if there are too many. */
export type RateLimiter<User> = (request: RateLimitRequest<User>, hooks: Hooks) => Promise<void>;

export function createRateLimiter<User>(
  option: RateLimitOptions | RateLimitHook<User> | false,
): RateLimiter<User> {
  if (option === false) return async () => {};
  if (typeof option === 'function') {
    return async (request, hooks) => {
      const verdict: unknown = await hooks.run('rateLimit', () => option(request));
      if (verdict === true) return;
      throw tooManyRequests(isRecord(verdict) ? Number(verdict.retryAfterSeconds) : Number.NaN);
    };
  }
  const { limit, window = DEFAULT_WINDOW_MS, store = createMemoryStore() } = option;
  return async ({ key }, hooks) => {
    const { count, resetIn } = await hitStore(store, key, window, hooks);
    if (count > limit) throw tooManyRequests(resetIn / 1000);
  };
}

/** Fails closed: a request that a store has not counted isn't let through. */
export async function hitStore(
  store: RateLimitStore,
  key: string,
  window: number,
  hooks: Hooks,
): Promise<RateLimitCount> {
  const counted: unknown = await hooks.askStore('store.hit', () => store.hit(key, window));
  if (isCount(counted)) return counted;
  throw new Error("`hit` of the `store` for rate limits didn't return `{ count, resetIn }`.");
}

/** An app in JavaScript may return anything. */
function isCount(value: unknown): value is RateLimitCount {
  return (
    isRecord(value) &&
    Number.isInteger(value.count) &&
    Number(value.count) > 0 &&
    Number.isFinite(value.resetIn)
  );
}

export function tooManyRequests(retryAfterSeconds: number): HttpError {
  const headers = retryAfterHeader(Math.max(1, retryAfterSeconds));
  const seconds = headers['retry-after'];
  const when = seconds === undefined ? 'later' : `in ${seconds} s`;
  return new HttpError(429, 'RATE_LIMITED', `Too many requests. Try again ${when}.`, headers);
}
