import type { CreateTokenOptions } from '@decartai/sdk';
import { aString, either, isFunction, listOf, type Rule, rule, shape } from '../../errors/checkOptions';
import { parseOrigin } from '../handler/parseOrigin';

/** What a token may do. These are the SDK's `CreateTokenOptions`, and `allowedOrigins: 'any'`. */
export interface TokenOptions extends Omit<CreateTokenOptions, 'allowedOrigins'> {
  /**
   * The origins whose pages may use the token. `'any'` leaves it unbound.
   *
   * @defaultValue the origin of the page that asked
   */
  allowedOrigins?: string[] | 'any' | undefined;
}

const anOrigin: Rule = (value, name) => {
  aString(value, name);
  parseOrigin(String(value), name);
};

function seconds(min: number, max = Number.POSITIVE_INFINITY): Rule {
  const must = Number.isFinite(max)
    ? `a number of seconds from ${min} to ${max}`
    : `a number of seconds from ${min} up`;
  return rule(
    must,
    (value) => typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max,
  );
}

/**
 * With the limits of Decart's published API. It has defaults for what it cannot read: a name with a typo in it would open
 * every model.
 */
const aTokenOptions = shape({
  expiresIn: seconds(1, 3600),
  allowedModels: listOf('a list of 1 to 20 names', aString, { min: 1, max: 20 }),
  // What plain JavaScript makes of a variable that is not set is like none.
  allowedOrigins: either(
    (value) => value === 'any' || value === null,
    listOf("a list of at most 20 origins, or 'any'", anOrigin, { max: 20 }),
  ),
  constraints: shape({ realtime: shape({ maxSessionDuration: seconds(10) }) }),
  metadata: rule('an object', (value) => typeof value === 'object' && value !== null),
});

/** Throws `INVALID_OPTIONS` for what makes no sense. */
export function checkTokenOptions(value: unknown): asserts value is TokenOptions {
  aTokenOptions(value, 'tokenOptions');
}

export const tokenOptionsRule = either(isFunction, checkTokenOptions);
