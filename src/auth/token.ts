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
  /** The signed form (a JWT) of the same token. */
  token?: string | null | undefined;
  /** What Decart limits with it: `maxSessionDuration` ends a live session after this many seconds. */
  constraints?: { realtime?: { maxSessionDuration?: number | undefined } | undefined } | null | undefined;
}

/**
 * Gets a new client token from your server, and answers it or the `Response` that holds it. The `signal` is aborted when
 * nobody waits for the token any more, and when it takes longer than 15 seconds.
 */
export type GetToken = (context: {
  signal: AbortSignal;
}) => DecartToken | Response | Promise<DecartToken | Response>;

/**
 * Where client tokens come from: a function, or the address of a route that is POSTed to, with cookies (also at another
 * origin, which has to allow that), and answers a token.
 */
export type TokenFetcher = GetToken | string;
