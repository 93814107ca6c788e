import { DecartError } from './DecartError';

/** What our own code threw: as a rule a `DecartError`. For what others throw there is `normalizeError`. */
export function asDecartError(thrown: unknown): DecartError {
  if (thrown instanceof DecartError) return thrown;
  return new DecartError('UNKNOWN', String(thrown), { cause: thrown });
}
