import type { AuthMode, CurrentToken, GetTokenOptions } from '../auth/authSource';
import type { SdkClient } from './sdkClient';

/**
 * What `useDecartClient()` returns: the SDK's client, except that every call makes sure of a valid token first, a call
 * refused as unauthorized is tried once more with a fresh one, and every rejection is a `DecartError`.
 */
export interface DecartClient extends Pick<SdkClient, 'process' | 'queue' | 'files' | 'realtime'> {
  readonly auth: {
    readonly mode: AuthMode;
    /** The current token, fetched when there is none. Rejects with `REALTIME_NEEDS_TOKEN` in mode `'proxy'`. */
    getToken(options?: GetTokenOptions): Promise<CurrentToken>;
    /** Drops the current token (or only if it is still this one): the next call fetches another. Use it at sign-out. */
    invalidate(apiKey?: string): void;
  };
}
