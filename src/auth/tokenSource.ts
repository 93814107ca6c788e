import { abortable, throwIfAborted } from '../errors/abortable';
import { fromThrown } from '../errors/fromThrown';
import type { AuthSource, CurrentToken, GetTokenOptions } from './authSource';
import { type PageActivity, pageActivity } from './pageActivity';
import type { DecartToken } from './token';
import { tokenLifetime } from './tokenLifetime';

/** A token is renewed when a quarter of its life is left, or a minute if that is less. */
const RENEWAL_SHARE = 0.25;
const RENEWAL_MARGIN = 60_000;
/** Renewals never come faster than this, however short-lived the tokens are. */
const RENEWAL_INTERVAL = 1_000;
/** A new connection has to be made before the token expires. */
const CONNECTING = 5_000;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
/** A day: timers cannot wait longer than 24.8. */
const LONGEST_WAIT = 86_400_000;

interface HeldToken {
  readonly apiKey: string;
  /** In ms; infinite for a permanent key. */
  readonly lifetime: number;
  /** When it was asked for: it cannot be older. */
  readonly since: number;
}

interface Fetch {
  readonly controller: AbortController;
  readonly result: Promise<HeldToken>;
  waiting: number;
  done: boolean;
}

/**
 * Holds the client token: fetched when first asked for, by one request however many ask, renewed before it expires
 * while somebody retains it and the page is visible and online. It is kept in this closure and nowhere else.
 */
export function createTokenSource(
  fetchToken: (controller: AbortController) => Promise<DecartToken>,
  page: PageActivity = pageActivity,
): Omit<AuthSource, 'mode'> {
  let identity = {};
  let held: HeldToken | undefined;
  let current: Fetch | undefined;
  let retainers = 0;
  let failures = 0;
  /** After a failed renewal: when to try again. */
  let retryAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopListening: (() => void) | undefined;

  async function getToken({ minValidity, signal }: GetTokenOptions = {}): Promise<CurrentToken> {
    throwIfAborted(signal);
    if (held && timeLeft(held) > neededTime(held, minValidity)) return toCurrent(held);
    try {
      return toCurrent(await join(current ?? start(), signal));
    } catch (cause) {
      if (!signal?.aborted && held && timeLeft(held) > 0) return toCurrent(held);
      throw fromThrown(cause, 'TOKEN_FETCH_FAILED');
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
          const fresh = { apiKey: token.apiKey, lifetime: tokenLifetime(token, Date.now()), since };
          started.done = true;
          if (current === started) settle(fresh);
          return fresh;
        },
        (cause: unknown) => {
          started.done = true;
          if (current === started) settle(undefined, fromThrown(cause, 'TOKEN_FETCH_FAILED').retryable);
          throw cause;
        },
      ),
    };
    // A renewal has nobody who waits for it.
    started.result.catch(() => {});
    current = started;
    return started;
  }

  function settle(fresh: HeldToken | undefined, retryable = false): void {
    current = undefined;
    if (fresh) {
      held = fresh;
      failures = 0;
      retryAt = undefined;
    } else {
      const backOff = Math.min(FIRST_RETRY * 2 ** failures++, LONGEST_RETRY) * (0.5 + Math.random() / 2);
      retryAt = retryable ? Date.now() + backOff : Number.POSITIVE_INFINITY;
    }
    schedule();
  }

  function join(fetching: Fetch, signal: AbortSignal | undefined): Promise<HeldToken> {
    fetching.waiting++;
    return abortable(fetching.result, signal).finally(() => {
      fetching.waiting--;
      abandon(fetching);
    });
  }

  /** Ends a fetch that nobody waits for and nobody needs. */
  function abandon(fetching: Fetch | undefined): void {
    if (!fetching || fetching.done || fetching.waiting > 0) return;
    if (fetching === current && retainers > 0) return;
    if (fetching === current) current = undefined;
    fetching.controller.abort();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!held || current || retainers === 0 || !page.isActive()) return;
    // Once it has expired, the next who asks fetches anew and hears what is wrong.
    if (retryAt !== undefined && retryAt >= expiry(held)) return;
    const now = Date.now();
    // A clock that was set back says nothing about the token's age; a timer that runs does not mind.
    const due = retryAt ?? (now < held.since ? now : renewal(held));
    if (due <= now) start();
    else if (due < Number.POSITIVE_INFINITY) timer = setTimeout(start, Math.min(due - now, LONGEST_WAIT));
  }

  function onPageChange(): void {
    if (page.isActive()) retryAt = undefined;
    schedule();
  }

  return {
    getToken,
    identity: () => identity,

    invalidate(apiKey) {
      if (apiKey !== undefined && apiKey !== held?.apiKey) return;
      held = undefined;
      clearTimeout(timer);
      if (apiKey !== undefined) return;
      identity = {};
      // What is being fetched may belong to a user who has just signed out: who waits gets it, nobody else.
      const fetching = current;
      current = undefined;
      abandon(fetching);
    },

    retain() {
      if (retainers++ === 0) stopListening = page.subscribe(onPageChange);
      if (held && timeLeft(held) <= 0) held = undefined;
      schedule();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        if (--retainers > 0) return;
        stopListening?.();
        clearTimeout(timer);
        abandon(current);
      };
    },

    dispose() {
      held = undefined;
      clearTimeout(timer);
      current?.controller.abort();
      current = undefined;
    },
  };
}

function expiry({ since, lifetime }: HeldToken): number {
  return since + lifetime;
}

function renewal({ since, lifetime }: HeldToken): number {
  const margin = Math.min(lifetime * RENEWAL_SHARE, RENEWAL_MARGIN);
  return since + Math.max(lifetime - margin, RENEWAL_INTERVAL);
}

function timeLeft(token: HeldToken): number {
  const now = Date.now();
  // A clock that was set back says nothing about the token's age.
  return now < token.since ? 0 : expiry(token) - now;
}

/** Not more than the tokens have, or each call would fetch one. */
function neededTime({ lifetime }: HeldToken, minValidity: number | undefined): number {
  return minValidity === undefined
    ? Math.min(CONNECTING, lifetime * RENEWAL_SHARE)
    : Math.min(minValidity, lifetime * (1 - RENEWAL_SHARE));
}

function toCurrent(token: HeldToken): CurrentToken {
  const { apiKey, lifetime } = token;
  return lifetime === Number.POSITIVE_INFINITY ? { apiKey } : { apiKey, expiresIn: timeLeft(token) / 1000 };
}
