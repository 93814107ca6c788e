import { DecartError } from '../errors/DecartError';

/** The error for realtime video when a proxy holds the key, and the app gets no tokens. */
export function realtimeNeedsToken(): DecartError {
  return new DecartError(
    'REALTIME_NEEDS_TOKEN',
    "Realtime video can't go through a proxy. Pass `getToken` to <DecartProvider> as well; HTTP calls still use the proxy.",
  );
}
