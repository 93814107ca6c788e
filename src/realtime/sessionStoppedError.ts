import { DecartError } from '../errors/DecartError';

/** For callers who are waiting for a session while it is stopped. */
export function sessionStoppedError(): DecartError {
  return new DecartError('ABORTED', 'The session was stopped.');
}
