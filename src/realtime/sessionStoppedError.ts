import { DecartError } from '../errors/DecartError';

/** The error for callers that wait for a session when it is stopped. */
export function sessionStoppedError(): DecartError {
  return new DecartError('ABORTED', 'The session was stopped.');
}
