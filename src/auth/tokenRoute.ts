import { abortable } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { chunkError } from '../errors/chunkError';
import type { DecartToken, QueuedToken, TokenFetcher, TokenRequest } from './token';

/** How an app gives tokens: its route, or a function of its own. */
export interface TokenRoute {
  /** Asks for a token once. Rejects with a `DecartError`; aborting the controller rejects at once. */
  getToken(controller: AbortController): Promise<DecartToken>;
  /** Asks once for a session's token, at a route with a waiting line. It answers the token, or the place in line. */
  getSessionToken(ticket: string | undefined, signal: AbortSignal): Promise<DecartToken | QueuedToken>;
  /** Tells the route what has become of a session. Never rejects: it finds out by itself later. */
  report(ticket: string, event: NonNullable<TokenRequest['event']>): void;
}

interface TokenRouteOptions {
  getToken?: TokenFetcher | undefined;
  dangerouslyAllowPermanentKey?: boolean | undefined;
}

const importFetch = () => import('./fetchToken');

/** The code that asks is loaded when a token is wanted: no page needs it before. */
export function createTokenRoute(options: () => TokenRouteOptions): TokenRoute {
  let loaded: Awaited<ReturnType<typeof importFetch>> | undefined;

  async function load(signal: AbortSignal) {
    loaded ??= await abortable(
      importFetch().catch((cause: unknown) => {
        throw chunkError('TOKEN_FETCH_FAILED', cause);
      }),
      signal,
    );
    return loaded;
  }

  return {
    async getToken(controller) {
      const { fetchToken } = await load(controller.signal);
      const { getToken = '', dangerouslyAllowPermanentKey } = options();
      return fetchToken(getToken, controller, dangerouslyAllowPermanentKey);
    },
    async getSessionToken(ticket, signal) {
      const { fetchSessionToken } = await load(signal);
      const controller = new AbortController();
      const unlink = abortWith(controller, signal);
      return fetchSessionToken(options().getToken ?? '', controller, ticket).finally(unlink);
    },
    // At once, also in a page that goes. Who has a ticket has asked before.
    report: (ticket, event) => void loaded?.reportSession(options().getToken ?? '', ticket, event),
  };
}
