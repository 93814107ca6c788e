import { DecartError } from '../errors/DecartError';
import type { AuthSource } from './authSource';

/** What stands in for a token source where a proxy holds the key and there are no tokens. */
export const proxyOnly: Omit<AuthSource, 'mode'> = {
  async getToken() {
    throw new DecartError(
      'REALTIME_NEEDS_TOKEN',
      'Realtime needs a client token, and the provider has only a `proxy`: give it `getToken` too.',
    );
  },
  identity: () => proxyOnly,
  invalidate() {},
  retain: () => () => {},
  dispose() {},
};
