import { abortable, throwIfAborted } from '../errors/abortable';
import type { DecartError } from '../errors/DecartError';
import { createLease } from '../store/lease';
import { type PageActivity, pageActivity } from './pageActivity';
import type { DecartToken } from './token';
import { tokenLifetime } from './tokenLifetime';

/** How calls are authorized: with a client token, by a proxy that holds the key, or HTTP by proxy and realtime by token. */
export type AuthMode = 'token' | 'proxy' | 'proxy+token';

export interface GetTokenOptions {
  /** How long the token must stay valid, at least, in ms. @defaultValue what a new connection needs: up to 5,000 */
  minValidity?: number;
  /** Ends this caller's wait; a fetch that others wait for continues. */
  signal?: AbortSignal | undefined;
}

/** A token in hand. It has the shape of a `DecartToken`, so you can pass it on as one. */
export interface CurrentToken {
  apiKey: string;
  /** What is left of its lifetime, in seconds; absent if it doesn't expire. */
  expiresIn?: number;
  /** The limits that Decart enforces for it, if the route returned them. */
  constraints?: DecartToken['constraints'];
}

/** The only holder of the client token: it is fetched, kept, renewed and dropped here. */
export interface TokenSource {
  readonly mode: AuthMode;
  /** A valid token, fetched first if there is none. Rejects with a `DecartError`. */
  getToken(options?: GetTokenOptions): Promise<CurrentToken>;
  /** Drops the token, or only if it is still this one (so that a late 401 doesn't drop its successor). */
  invalidate(apiKey?: string): void;
  /** Drops everything for good: everyone who waits for a token, or requests one later, gets `reason`. */
  end(reason: DecartError): void;
  /** Keeps the token fresh until the returned function is called; doesn't fetch the first one. */
  retain(): () => void;
}

/** A token is renewed when a quarter of its lifetime is left, or a minute if that is less. */
const RENEWAL_SHARE = 0.25;
const RENEWAL_MARGIN_MS = 60_000;
/** Renewals never come faster than this, however short-lived the tokens are. */
const RENEWAL_INTERVAL_MS = 1_000;
/** A new connection must be made before the token expires. */
const CONNECTING_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** One day: timers can't wait longer than 24.8 days. */
const LONGEST_WAIT_MS = 86_400_000;

interface StoredToken {
  readonly apiKey: string;
  /** In ms; infinite for a permanent key. */
  readonly lifetime: number;
  readonly constraints: DecartToken['constraints'];
  /** When it was requested: it can't be older. */
  readonly since: number;
}

interface Fetch {
  readonly controller: AbortController;
  readonly result: Promise<StoredToken>;
  waiting: number;
  done: boolean;
}

/**
 * Holds the client token. It is fetched at the first request, once for all who ask at the same time, and renewed before
 * it expires while somebody retains it and the page is visible. It is kept in this closure and nowhere else.
 * `fetchToken` rejects with a `DecartError`.
 */
export function createTokenSource(
  fetchToken: (controller: AbortController) => Promise<DecartToken>,
  page: PageActivity = pageActivity,
): Omit<TokenSource, 'mode'> {
  const ended = new AbortController();
  let stored: StoredToken | undefined;
  let current: Fetch | undefined;
  let failures = 0;
  /** When to retry after a failed renewal. */
  let retryAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lease = createLease(() => {
    const stopListening = page.subscribe(onPageChange);
    if (stored && timeLeft(stored) <= 0) stored = undefined;
    schedule();
    return () => {
      stopListening();
      clearTimeout(timer);
      abandon(current);
    };
  });

  async function getToken({ minValidity, signal }: GetTokenOptions = {}): Promise<CurrentToken> {
    throwIfAborted(ended.signal);
    throwIfAborted(signal);
    if (stored && timeLeft(stored) > neededTime(stored, minValidity)) return toCurrent(stored);
    try {
      return toCurrent(await join(current ?? start(), signal));
    } catch (cause) {
      if (!signal?.aborted && stored && timeLeft(stored) > 0) return toCurrent(stored);
      throw cause;
    }
  }

  function start(): Fetch {
    clearTimeout(timer);
    const controller = new AbortController();
    const since = Date.now();
    const started: Fetch = {
      controller,
      waiting: 0,
      done: false,
      result: fetchToken(controller).then(
        (token) => {
          const { apiKey, constraints } = token;
          const fresh = { apiKey, constraints, lifetime: tokenLifetime(token, Date.now()), since };
          started.done = true;
          if (current === started) settle(fresh);
          return fresh;
        },
        (error: DecartError) => {
          started.done = true;
          if (current === started) settle(undefined, error.retryable);
          throw error;
        },
      ),
    };
    // Nobody waits for a renewal.
    started.result.catch(() => {});
    current = started;
    return started;
  }

  function settle(fresh: StoredToken | undefined, retryable = false): void {
    current = undefined;
    if (fresh) {
      stored = fresh;
      failures = 0;
      retryAt = undefined;
    } else {
      const backOff =
        Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS) * (0.5 + Math.random() / 2);
      retryAt = retryable ? Date.now() + backOff : Number.POSITIVE_INFINITY;
    }
    schedule();
  }

  function join(fetching: Fetch, signal: AbortSignal | undefined): Promise<StoredToken> {
    fetching.waiting++;
    return abortable(abortable(fetching.result, ended.signal), signal).finally(() => {
      fetching.waiting--;
      abandon(fetching);
    });
  }

  /** Ends a fetch that nobody waits for and nobody needs. */
  function abandon(fetching: Fetch | undefined): void {
    if (!fetching || fetching.done || fetching.waiting > 0) return;
    if (fetching === current && lease.isHeld) return;
    if (fetching === current) current = undefined;
    fetching.controller.abort();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!stored || current || !lease.isHeld || !page.isActive()) return;
    // Once it has expired, the next caller fetches again and gets the error.
    if (retryAt !== undefined && retryAt >= expiry(stored)) return;
    const now = Date.now();
    // If the clock was set back, it says nothing about the token's age; a running timer isn't affected.
    const due = retryAt ?? (now < stored.since ? now : renewal(stored));
    if (due <= now) start();
    else if (due < Number.POSITIVE_INFINITY) timer = setTimeout(start, Math.min(due - now, LONGEST_WAIT_MS));
  }

  function onPageChange(): void {
    if (page.isActive()) retryAt = undefined;
    schedule();
  }

  function invalidate(apiKey?: string): void {
    if (apiKey !== undefined && apiKey !== stored?.apiKey) return;
    stored = undefined;
    clearTimeout(timer);
    if (apiKey !== undefined) return;
    // The token that is being fetched may be out of date as well: those who already wait get it, nobody else.
    const fetching = current;
    current = undefined;
    abandon(fetching);
  }

  return {
    getToken,
    invalidate,

    end(reason) {
      ended.abort(reason);
      invalidate();
    },

    retain: lease.retain,
  };
}

function expiry({ since, lifetime }: StoredToken): number {
  return since + lifetime;
}

function renewal({ since, lifetime }: StoredToken): number {
  const margin = Math.min(lifetime * RENEWAL_SHARE, RENEWAL_MARGIN_MS);
  return since + Math.max(lifetime - margin, RENEWAL_INTERVAL_MS);
}

function timeLeft(token: StoredToken): number {
  const now = Date.now();
  // If the clock was set back, it says nothing about the token's age.
  return now < token.since ? 0 : expiry(token) - now;
}

/** How long a token must stay valid for a new connection, in ms. Less than its lifetime, or each call would fetch one. */
export function connectingTime(lifetime: number): number {
  return Math.min(CONNECTING_MS, lifetime * RENEWAL_SHARE);
}

function neededTime({ lifetime }: StoredToken, minValidity: number | undefined): number {
  return minValidity === undefined
    ? connectingTime(lifetime)
    : Math.min(minValidity, lifetime * (1 - RENEWAL_SHARE));
}

function toCurrent(token: StoredToken): CurrentToken {
  const { apiKey, constraints, lifetime } = token;
  return {
    apiKey,
    ...(lifetime !== Number.POSITIVE_INFINITY && { expiresIn: timeLeft(token) / 1000 }),
    ...(constraints && { constraints }),
  };
}
