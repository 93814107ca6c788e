import { DecartError } from './DecartError';

/** The error for an invalid option. It names the option. */
export function invalidOptions(message: string): DecartError {
  return new DecartError('INVALID_OPTIONS', message);
}
