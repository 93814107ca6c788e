import { asDecartError } from '../errors/asDecartError';
import { DecartError } from '../errors/DecartError';

/** An error isn't fatal if the session continues. */
export function rethrowNotFatal(thrown: unknown): never {
  const error = asDecartError(thrown);
  throw new DecartError(error.code, error.message, { ...error, cause: error.cause, fatal: false });
}
