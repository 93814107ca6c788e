/**
 * A client token, as returned by Decart's `POST /v1/client/tokens` and this package's `createTokenHandler`. Its lifetime
 * is `expiresIn`, else that of the JWT in `token`, else it lasts until `expiresAt`.
 */
export interface DecartToken {
  /** The short-lived key (`ek_…`) that calls are made with. */
  apiKey: string;
  /** When it expires, by the server's clock: ISO 8601, a `Date` or ms since 1970. */
  expiresAt?: string | number | Date | null | undefined;
  /** Its lifetime in seconds from now, whatever the clock of the user's computer says. */
  expiresIn?: number | null | undefined;
  /** The route has a waiting line for sessions, and this token is for everything else. */
  line?: boolean | undefined;
  /** Keeps the session's slot, at a route with a waiting line. */
  ticket?: string | undefined;
  /** How often to report that the session runs, in seconds: from 1 to 3600. @defaultValue 15 */
  aliveSeconds?: number | undefined;
  /** The signed form (a JWT) of the same token. */
  token?: string | null | undefined;
  /**
   * The limits that Decart enforces for this token: `maxSessionDuration` ends a live session after this many seconds.
   */
  constraints?: { realtime?: { maxSessionDuration?: number | undefined } | undefined } | null | undefined;
}

/** What a token is requested for, and what the page reports to the waiting line of the token route. */
export interface TokenRequest {
  /**
   * Aborted after 15 seconds, and when nobody waits for the token any more. A session's first request for a place in line
   * isn't: its ticket must be given back.
   */
  signal: AbortSignal;
  /** `session`: for a live session, behind a waiting line. `request`: for everything, if the route has no line. */
  purpose: 'session' | 'request';
  /** The place in line that the route last returned. */
  ticket?: string | undefined;
  /** What happened to the session. The response isn't read. */
  event?: 'started' | 'alive' | 'ended' | 'limit_reached' | undefined;
  /** All of the above as request headers that `createTokenHandler` reads: send them. Needed only with `sessions`. */
  headers: Record<string, string>;
}

/** The response of a route with a waiting line: the place in line. */
export interface QueuedToken {
  queued: {
    /** The place in line, from 1. */
    position: number;
    /** How many wait. */
    size: number;
    /** The estimated wait in seconds. */
    estimatedSeconds?: number | undefined;
    /** This user has reached the number of sessions that one user may have. */
    reason?: 'own' | undefined;
  };
  /** Identifies this place: the next request has it in its `headers`. */
  ticket: string;
  /** Seconds until the page asks again. */
  retrySeconds: number;
}

/** Gets a new client token from your server, and returns it or the `Response` that contains it. */
export type GetToken = (
  context: TokenRequest,
) => DecartToken | QueuedToken | Response | Promise<DecartToken | QueuedToken | Response>;

/**
 * Where client tokens come from: a function, or the URL of a route. The route gets a POST with cookies (another origin
 * must allow them) and answers with a token.
 */
export type TokenFetcher = GetToken | string;
