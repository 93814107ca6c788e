import { abortable, throwIfAborted } from '../errors/abortable';
import { chunkError } from '../errors/chunkError';
import type { DecartError } from '../errors/DecartError';
import type { ClientAuth } from './clientAuth';
import type { DecartToken, QueuedToken, TokenRequest } from './token';
import type { TokenRouteOptions } from './tokenRoute';
import type { GetTokenOptions, TokenSource } from './tokenSource';

/** The waiting line of a token route, or Decart's, for one page. */
export interface SessionLine {
  /** Whether there is a line. With a token route, false until a token says that there is one. */
  exists(): boolean;
  /** Requests a session's token once. Returns it, or the place in line. Rejects with a `DecartError`. */
  ask(ticket: string | undefined, signal: AbortSignal): Promise<DecartToken | QueuedToken>;
  /** Reports what happened to a session. Never rejects. */
  report(ticket: string, event: NonNullable<TokenRequest['event']>): void;
}

interface LateAuth {
  readonly tokens: Omit<TokenSource, 'mode'>;
  readonly line: SessionLine;
}

/** The holders, for whom the token is kept fresh. */
interface Holder {
  release(): void;
}

const importAuth = () => import('./clientAuth');

/** Tokens and the waiting line, in code that the first holder or request loads: no page needs it earlier. */
export function createLateAuth(options: () => TokenRouteOptions, importIt = importAuth): LateAuth {
  const ended = new AbortController();
  /** Those who hold the token before the code is loaded. */
  const holders = new Set<Holder>();
  let auth: ClientAuth | undefined;

  async function load(signal: AbortSignal | undefined): Promise<ClientAuth> {
    throwIfAborted(ended.signal);
    if (auth) return auth;
    throwIfAborted(signal);
    const loading = importIt().catch((cause: unknown) => {
      throw chunkError('TOKEN_FETCH_FAILED', cause);
    });
    const { createClientAuth } = await abortable(abortable(loading, ended.signal), signal);
    // Another call may have loaded it meanwhile.
    if (auth) return auth;
    auth = createClientAuth(options);
    for (const holder of holders) holder.release = auth.tokens.retain();
    return auth;
  }

  return {
    tokens: {
      async getToken(request?: GetTokenOptions) {
        const { tokens } = await load(request?.signal);
        return tokens.getToken(request);
      },
      // Before that, nothing is stored.
      invalidate: (apiKey) => auth?.tokens.invalidate(apiKey),
      end(reason: DecartError) {
        ended.abort(reason);
        auth?.tokens.end(reason);
      },
      retain() {
        if (auth) return auth.tokens.retain();
        const holder: Holder = { release: () => holders.delete(holder) };
        holders.add(holder);
        // A request follows soon, so its code comes beside the holder's own. That request reports any failure.
        load(undefined).catch(() => {});
        return () => holder.release();
      },
    },
    line: {
      exists: () => options().sessionQueue !== undefined || auth?.hasLine() === true,
      async ask(ticket, signal) {
        const { route } = await load(signal);
        return route.getSessionToken(ticket, signal);
      },
      // Synchronous, for a page that is closing. With a ticket, the code is already loaded.
      report: (ticket, event) => auth?.route.report(ticket, event),
    },
  };
}
