import { abortable } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { chunkError } from '../errors/chunkError';
import type { ManagedQueue, SessionQueue } from './managedQueue';
import type { DecartToken, QueuedToken, TokenFetcher, TokenRequest } from './token';

/** Where an app's tokens come from: its route, or its `getToken` function. */
export interface TokenRoute {
  /** Requests a token once. Rejects with a `DecartError`; aborting the controller rejects at once. */
  getToken(controller: AbortController): Promise<DecartToken>;
  /**
   * Requests a session's token once, from a route with a waiting line. The route answers with the token, or with the
   * place in line.
   */
  getSessionToken(ticket: string | undefined, signal: AbortSignal): Promise<DecartToken | QueuedToken>;
  /** Reports to the route what happened to a session. Never rejects: the route finds out by itself later. */
  report(ticket: string, event: NonNullable<TokenRequest['event']>): void;
}

interface TokenRouteOptions {
  getToken?: TokenFetcher | undefined;
  dangerouslyAllowPermanentKey?: boolean | undefined;
  sessionQueue?: SessionQueue | undefined;
}

const importFetch = () => import('./fetchToken');
const importQueue = () => import('./managedQueue');

/** The code that requests tokens is loaded with the first request: no page needs it earlier. */
export function createTokenRoute(options: () => TokenRouteOptions): TokenRoute {
  let loaded: Awaited<ReturnType<typeof importFetch>> | undefined;
  let managed: ManagedQueue | undefined;

  const load = <Module>(module: Promise<Module>, signal: AbortSignal) =>
    abortable(
      module.catch((cause: unknown) => {
        throw chunkError('TOKEN_FETCH_FAILED', cause);
      }),
      signal,
    );

  async function getToken(controller: AbortController) {
    loaded ??= await load(importFetch(), controller.signal);
    const { getToken: fetcher = '', dangerouslyAllowPermanentKey } = options();
    return loaded.fetchToken(fetcher, controller, dangerouslyAllowPermanentKey);
  }

  async function askManaged(queue: SessionQueue, ticket: string | undefined, signal: AbortSignal) {
    const { createManagedQueue } = await load(importQueue(), signal);
    managed ??= createManagedQueue((ended) => {
      const controller = new AbortController();
      const unlink = abortWith(controller, ended);
      return getToken(controller).finally(unlink);
    });
    return managed.ask(queue, ticket, signal);
  }

  return {
    getToken,
    async getSessionToken(ticket, signal) {
      const { sessionQueue } = options();
      if (sessionQueue) return askManaged(sessionQueue, ticket, signal);
      loaded ??= await load(importFetch(), signal);
      const { fetchSessionToken } = loaded;
      const controller = new AbortController();
      const unlink = abortWith(controller, signal);
      return fetchSessionToken(options().getToken ?? '', controller, ticket).finally(unlink);
    },
    // Synchronous, for a page that is closing. With a ticket, the code is already loaded.
    report(ticket, event) {
      const { sessionQueue, getToken: fetcher = '' } = options();
      if (sessionQueue) managed?.report(sessionQueue, ticket, event);
      else void loaded?.reportSession(fetcher, ticket, event);
    },
  };
}
