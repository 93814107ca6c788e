import type { CreateTokenOptions } from '@decartai/sdk';
import { aString, either, isFunction, listOf, type Rule, rule } from '../../errors/checkOptions';
import { isPlainObject, isRecord } from '../../errors/json';
import { parseOrigin } from '../handler/parseOrigin';
import { plainShape } from '../handler/plainShape';

/** The permissions of a token. These are the SDK's `CreateTokenOptions`, and `allowedOrigins: 'any'`. */
export interface TokenOptions extends Omit<CreateTokenOptions, 'allowedOrigins'> {
  /**
   * The origins whose pages may use the token. With `'any'`, it isn't bound to an origin.
   *
   * @defaultValue the origin of the page that requested it
   */
  allowedOrigins?: string[] | 'any' | undefined;
}

const anOrigin: Rule = (value, name) => {
  aString(value, name);
  parseOrigin(String(value), name);
};

function seconds(min: number, max = Number.POSITIVE_INFINITY): Rule {
  const must = Number.isFinite(max)
    ? `a whole number of seconds from ${min} to ${max}`
    : `a whole number of seconds from ${min} up`;
  return rule(must, (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max);
}

/**
 * With the limits of Decart's published API. Decart ignores fields that it doesn't know: a misspelled name would allow
 * every model.
 */
const aTokenOptions = plainShape({
  expiresIn: seconds(1, 3600),
  allowedModels: listOf('a list of 1 to 20 names', aString, { min: 1, max: 20 }),
  // In plain JavaScript, a variable that isn't set often becomes one of these strings.
  allowedOrigins: either(
    (value) => value === 'any' || value === null,
    listOf("a list of at most 20 origins, or 'any'", anOrigin, { max: 20 }),
  ),
  constraints: plainShape({ realtime: plainShape({ maxSessionDuration: seconds(10) }) }),
  metadata: rule(
    'an object of JSON values',
    (value) => isRecord(value) && isPlainObject(value) && isJson(value),
  ),
});

/** Deeper ones contain themselves. */
const MAX_DEPTH = 50;

/**
 * Whether nothing gets lost when it is written as JSON. Values that aren't set are fine, and so are those that convert
 * themselves, as dates do.
 */
function isJson(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isJson(item, depth + 1));
  if ('toJSON' in value) return typeof value.toJSON === 'function';
  return isPlainObject(value) && Object.values(value).every((item) => isJson(item, depth + 1));
}

/** Throws `INVALID_OPTIONS` for an invalid value. */
export function checkTokenOptions(value: unknown): asserts value is TokenOptions {
  aTokenOptions(value, 'tokenOptions');
}

export const tokenOptionsRule = either(isFunction, checkTokenOptions);
