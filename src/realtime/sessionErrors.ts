import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';

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

/** Why there is no session yet: what is known of it, or that the time is up. */
export function timedOut(ms: number, cause: DecartError | undefined) {
  if (cause && !cause.code.startsWith('WEBRTC_')) return cause;
  const advice = cause?.message ?? 'Check the network (a firewall may block WebRTC) and try again.';
  return new DecartError('CONNECT_TIMEOUT', `No connection to Decart after ${ms / 1000} s. ${advice}`, {
    cause,
  });
}

/** Why the session could not be kept: what is known of it, or that the connection was lost. */
export function connectionLost(error: DecartError) {
  if (!error.code.startsWith('WEBRTC_')) return error;
  return new DecartError(
    'CONNECTION_LOST',
    `The connection to Decart was lost and could not be taken up again. ${error.message}`,
    {
      cause: error,
    },
  );
}
