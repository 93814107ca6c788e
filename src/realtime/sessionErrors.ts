import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';

export function stopped() {
  return new DecartError('ABORTED', 'The session was stopped.');
}

export function realtimeNeedsToken() {
  return new DecartError(
    'REALTIME_NEEDS_TOKEN',
    'Realtime video cannot go through a proxy. Give <DecartProvider> a `getToken` as well; HTTP calls still use the proxy.',
  );
}

/** What fails in a session that goes on is not fatal. */
export function rethrowNotFatal(thrown: unknown): never {
  const { code, message, status, cause } = fromThrown(thrown);
  throw new DecartError(code, message, { status, cause, fatal: false });
}
