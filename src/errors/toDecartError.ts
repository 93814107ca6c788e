import type { DecartErrorCode } from './codes';
import type { DecartError } from './DecartError';
import { normalizeError } from './normalizeError';
import { readHttpError } from './readHttpError';
import { readInputError } from './readInputError';

/**
 * Converts any thrown value to a {@link DecartError}: the SDK's plain objects, its HTTP errors, `ZodError`s,
 * `DOMException`s, strings, `undefined`. A `DecartError` is returned unchanged.
 *
 * @param error - what was caught
 * @param fallbackCode - the code if the value has none. @defaultValue 'UNKNOWN'
 *
 * @example
 * ```ts
 * try {
 *   await client.process({ model: models.image('lucy-image-2'), prompt, data });
 * } catch (cause) {
 *   const error = toDecartError(cause);
 *   if (error.code === 'RATE_LIMITED') showTryAgainLater();
 * }
 * ```
 */
export function toDecartError(error: unknown, fallbackCode?: DecartErrorCode): DecartError {
  return normalizeError(error, fallbackCode, (thrown) => readInputError(thrown) ?? readHttpError(thrown));
}
