import { DecartError } from '../errors/DecartError';

/** The error for callers that wait for an input when another one is chosen. */
export function supersededError(): DecartError {
  return new DecartError('ABORTED', 'Another input was chosen, or the session was stopped.');
}

/** Why there is no session yet: the known reason, or a timeout. */
export function timedOut(ms: number, cause: DecartError | undefined): DecartError {
  if (cause && !cause.code.startsWith('WEBRTC_')) return cause;
  const advice = cause?.message ?? 'Check the network (a firewall may block WebRTC) and try again.';
  const message = `No connection to Decart after ${ms / 1000} s. ${advice}`;
  return new DecartError('CONNECT_TIMEOUT', message, { cause });
}

/** Why a session could not be kept: the known reason, or a lost connection. */
export function connectionLost(error: DecartError): DecartError {
  if (!error.code.startsWith('WEBRTC_')) return error;
  const message = `The connection to Decart was lost and couldn't be restored. ${error.message}`;
  return new DecartError('CONNECTION_LOST', message, { cause: error });
}
