import { DecartError } from '../errors/DecartError';

/** What whoever waited for a session is told when it is stopped. */
export function stopped(): DecartError {
  return new DecartError('ABORTED', 'The session was stopped.');
}
