import { DecartError } from '../errors/DecartError';

/** The error when a proxy holds the key, so that there are no tokens. */
export function realtimeNeedsToken(): DecartError {
  return new DecartError(
    'REALTIME_NEEDS_TOKEN',
    "Realtime video can't go through a proxy. Pass `getToken` to <DecartProvider> as well; HTTP calls still use the proxy.",
  );
}
