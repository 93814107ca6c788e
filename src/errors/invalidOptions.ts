import { DecartError } from './DecartError';

/** The error for an option that can't be meant. It names the option. */
export function invalidOptions(message: string): DecartError {
  return new DecartError('INVALID_OPTIONS', message);
}
