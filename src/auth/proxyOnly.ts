import { DecartError } from '../errors/DecartError';
import type { TokenSource } from './tokenSource';

export function realtimeNeedsToken(): DecartError {
  return new DecartError(
    'REALTIME_NEEDS_TOKEN',
    "Realtime video can't go through a proxy. Pass `getToken` to <DecartProvider> as well; HTTP calls still use the proxy.",
  );
}

/** Takes the place of a token source if a proxy holds the key, so that there are no tokens. */
export const proxyOnly: Omit<TokenSource, 'mode'> = {
  async getToken() {
    throw realtimeNeedsToken();
  },
  invalidate() {},
  end() {},
  retain: () => () => {},
};
