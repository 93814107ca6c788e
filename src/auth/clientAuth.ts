// The tokens of a client, and its waiting line: a separate chunk that the first request loads.
import { realtimeNeedsToken } from './realtimeNeedsToken';
import { createTokenRoute, type TokenRoute, type TokenRouteOptions } from './tokenRoute';
import { createTokenSource, type TokenSource } from './tokenSource';

export interface ClientAuth {
  readonly tokens: Omit<TokenSource, 'mode'>;
  readonly route: TokenRoute;
  /** Whether a token has reported that the route has a waiting line. */
  hasLine(): boolean;
}

export function createClientAuth(options: () => TokenRouteOptions): ClientAuth {
  const route = createTokenRoute(options);
  let hasLine = false;
  const tokens = createTokenSource(async (controller) => {
    if (!options().getToken) throw realtimeNeedsToken();
    const token = await route.getToken(controller);
    hasLine = token.line === true;
    return token;
  });
  return { tokens, route, hasLine: () => hasLine };
}
