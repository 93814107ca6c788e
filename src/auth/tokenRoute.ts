import { abortable } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { chunkError } from '../errors/chunkError';
import { fetchSessionToken, fetchToken, reportSession } from './fetchToken';
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

export interface TokenRouteOptions {
  getToken?: TokenFetcher | undefined;
  dangerouslyAllowPermanentKey?: boolean | undefined;
  sessionQueue?: SessionQueue | undefined;
}

/** `options` returns the newest ones. The code of Decart's own queue is loaded when it is first asked. */
export function createTokenRoute(options: () => TokenRouteOptions): TokenRoute {
  let managed: ManagedQueue | undefined;

  async function getToken(controller: AbortController) {
    const { getToken: fetcher = '', dangerouslyAllowPermanentKey } = options();
    return fetchToken(fetcher, controller, dangerouslyAllowPermanentKey);
  }

  async function askManaged(queue: SessionQueue, ticket: string | undefined, signal: AbortSignal) {
    const loading = import('./managedQueue').catch((cause: unknown) => {
      throw chunkError('TOKEN_FETCH_FAILED', cause);
    });
    const { createManagedQueue } = await abortable(loading, signal);
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
      const { sessionQueue, getToken: fetcher = '' } = options();
      if (sessionQueue) return askManaged(sessionQueue, ticket, signal);
      const controller = new AbortController();
      const unlink = abortWith(controller, signal);
      return fetchSessionToken(fetcher, controller, ticket).finally(unlink);
    },
    // Synchronous, for a page that is closing.
    report(ticket, event) {
      const { sessionQueue, getToken: fetcher = '' } = options();
      if (sessionQueue) managed?.report(sessionQueue, ticket, event);
      else void reportSession(fetcher, ticket, event);
    },
  };
}
