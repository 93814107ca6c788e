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

/** The same error of something that failed in a session which goes on. */
export function notFatal(thrown: unknown): DecartError {
  const { code, message, status, cause } = fromThrown(thrown);
  return new DecartError(code, message, { status, cause, fatal: false });
}
