import { DecartError } from './DecartError';

/** The error for a senseless option. It names the option. */
export function invalidOptions(message: string): DecartError {
  return new DecartError('INVALID_OPTIONS', message);
}
