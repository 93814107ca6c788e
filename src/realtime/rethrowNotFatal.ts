import { DecartError } from '../errors/DecartError';

/** An error isn't fatal if the session continues. */
export function rethrowNotFatal(thrown: unknown): never {
  const error =
    thrown instanceof DecartError ? thrown : new DecartError('UNKNOWN', String(thrown), { cause: thrown });
  throw new DecartError(error.code, error.message, { ...error, cause: error.cause, fatal: false });
}
