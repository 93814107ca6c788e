/** How calls are authorized: with a client token, by a proxy that holds the key, or HTTP by proxy and realtime by token. */
export type AuthMode = 'token' | 'proxy' | 'proxy+token';

export interface GetTokenOptions {
  /** How long the token has to be good for, at least, in ms. @defaultValue what a new connection needs: up to 5,000 */
  minValidity?: number;
  /** Ends this caller's wait; a fetch that others wait for goes on. */
  signal?: AbortSignal | undefined;
}

/** A token in hand. It has the shape of a `DecartToken`, so it may be handed on as one. */
export interface CurrentToken {
  apiKey: string;
  /** What is left of its life, in seconds; absent when it does not expire. */
  expiresIn?: number;
}

/** The one holder of the client token: it is fetched, kept, renewed and dropped here and nowhere else. */
export interface AuthSource {
  readonly mode: AuthMode;
  /** Whose tokens these are: another object after `invalidate()`, as at a sign-out. */
  identity(): object;
  /** A token that is good, fetched first when there is none. Rejects with a `DecartError`. */
  getToken(options?: GetTokenOptions): Promise<CurrentToken>;
  /** Drops the token, or only if it is still this one (so that a late 401 does not drop its successor). */
  invalidate(apiKey?: string): void;
  /** Keeps the token fresh until the returned function is called; fetches none by itself. */
  retain(): () => void;
  /** Drops the token and stops what is under way. It may be used again afterwards. */
  dispose(): void;
}
