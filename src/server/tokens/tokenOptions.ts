import type { CreateTokenOptions } from '@decartai/sdk';
import {
  aPositiveNumber,
  aString,
  either,
  isFunction,
  listOf,
  type Rule,
  rule,
  shape,
} from '../handler/checkOptions';
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

/** Decart has defaults for what it cannot read: a name with a typo in it would open every model. */
const aTokenOptions = shape({
  expiresIn: aPositiveNumber,
  allowedModels: listOf('a list of at least one name', aString, { min: 1 }),
  // What plain JavaScript makes of a variable that is not set is like none.
  allowedOrigins: either(
    (value) => value === 'any' || value === null,
    listOf("a list of origins, or 'any'", anOrigin),
  ),
  constraints: shape({ realtime: shape({ maxSessionDuration: aPositiveNumber }) }),
  metadata: rule('an object', (value) => typeof value === 'object' && value !== null),
});

/** Throws `INVALID_OPTIONS` for what makes no sense. */
export function checkTokenOptions(value: unknown): asserts value is TokenOptions {
  aTokenOptions(value, 'tokenOptions');
}

export const tokenOptionsRule = either(isFunction, checkTokenOptions);
