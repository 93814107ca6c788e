/**
 * A client token, as Decart's `POST /v1/client/tokens` and this package's `createTokenHandler` answer it.
 * How long it is good for is taken from `expiresIn`, else from the JWT in `token`, else from `expiresAt`.
 */
export interface DecartToken {
  /** The short-lived key (`ek_…`) that calls are made with. */
  apiKey: string;
  /** When it expires, by the server's clock: ISO 8601, a `Date` or ms since 1970. */
  expiresAt?: string | number | Date | null | undefined;
  /** How long it is good for, in seconds from now, whatever the clock of the user's computer says. */
  expiresIn?: number | null | undefined;
  /** The route has a waiting line for sessions, and this token is for everything else. */
  line?: boolean | undefined;
  /** What keeps the session's slot, of a route with a waiting line. */
  ticket?: string | undefined;
  /** How often to report that the session runs, in seconds. */
  aliveSeconds?: number | undefined;
  /** The signed form (a JWT) of the same token. */
  token?: string | null | undefined;
  /** What Decart limits with it: `maxSessionDuration` ends a live session after this many seconds. */
  constraints?: { realtime?: { maxSessionDuration?: number | undefined } | undefined } | null | undefined;
}

/** What a token is asked for, and what the page reports to the waiting line of the token route. */
export interface TokenRequest {
  /** Aborted when nobody waits for the answer any more, and when it takes longer than 15 seconds. */
  signal: AbortSignal;
  /** `session`: for a live session, behind a waiting line. `request`: for everything, if the route has no line. */
  purpose: 'session' | 'request';
  /** The place in line, as the route has answered it. */
  ticket?: string | undefined;
  /** What has become of the session. The answer isn't read. */
  event?: 'started' | 'alive' | 'ended' | 'limit_reached' | undefined;
  /** All of this, as `createTokenHandler` reads it: send these headers. Needed only with `sessions`. */
  headers: Record<string, string>;
}

/** What a route with a waiting line answers: the place in line. */
export interface QueuedToken {
  queued: {
    position: number;
    size: number;
    estimatedSeconds?: number | undefined;
    /** This user has as many sessions as one user may have. */
    reason?: 'own' | undefined;
  };
  ticket: string;
  retrySeconds: number;
}

/** Gets a new client token from your server, and answers it or the `Response` that holds it. */
export type GetToken = (
  context: TokenRequest,
) => DecartToken | QueuedToken | Response | Promise<DecartToken | QueuedToken | Response>;

/**
 * Where client tokens come from: a function, or the address of a route that is POSTed to, with cookies (also at another
 * origin, which must allow that), and answers a token.
 */
export type TokenFetcher = GetToken | string;
