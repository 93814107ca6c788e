import { DecartError } from '../errors/DecartError';

/** An error isn't fatal if the session continues. */
export function rethrowNotFatal(thrown: unknown): never {
  const error =
    thrown instanceof DecartError ? thrown : new DecartError('UNKNOWN', String(thrown), { cause: thrown });
  const { code, message, status, cause } = error;
  throw new DecartError(code, message, { status, cause, fatal: false });
}
