import { invalidOptions } from './invalidOptions';
import { isRecord } from './json';

/** Throws `INVALID_OPTIONS`, naming the option, for a value that isn't allowed. */
export type Rule = (value: unknown, name: string) => void;

/** A rule for one value. `describe` says what the value is instead, for the message. */
export function rule(must: string, accepts: (value: unknown) => boolean, describe = show): Rule {
  return (value, name) => {
    if (!accepts(value)) throw invalidOptions(`\`${name}\` must be ${must}, but is ${describe(value)}.`);
  };
}

/** For `rule`: a secret stays out of the message. */
export const typeOf = (value: unknown): string => typeof value;

/**
 * A rule for values that either of two rules accepts: the first only says yes or no, the second names what is wrong.
 */
export function either(accepts: (value: unknown) => boolean, otherwise: Rule): Rule {
  return (value, name) => {
    if (!accepts(value)) otherwise(value, name);
  };
}

export interface ShapeOptions {
  /** How the message describes an object of this shape. */
  what?: string;
  /** Required options. */
  required?: readonly string[];
  /** What to do instead of using an unknown option; `undefined` if only the list of known ones helps. */
  adviseOn?: (key: string) => string | undefined;
}

/**
 * A rule for an object: every name in it must be known, and every value must pass its rule if it is set or required.
 */
export function shape(
  rules: Readonly<Record<string, Rule>>,
  { what = 'an object', required = [], adviseOn }: ShapeOptions = {},
): Rule {
  return (value, name) => {
    if (!isRecord(value) || Array.isArray(value)) {
      throw invalidOptions(`\`${name}\` must be ${what}, but is ${show(value)}.`);
    }
    for (const key of [...required, ...Object.keys(value)]) {
      const check = Object.hasOwn(rules, key) ? rules[key] : undefined;
      const path = /^(create|use|<)/.test(name) ? key : `${name}.${key}`;
      if (check === undefined) {
        const advice = adviseOn?.(key) ?? `There are: ${Object.keys(rules).join(', ')}.`;
        throw invalidOptions(`${name} has no option \`${key.slice(0, 100)}\`. ${advice}`);
      }
      if (value[key] !== undefined || required.includes(key)) check(value[key], path);
    }
  };
}

/** A longer timeout would fire at once: timers count in 32 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const isFunction = (value: unknown): boolean => typeof value === 'function';
const isPositive = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

export const aBoolean = /* @__PURE__ */ rule('true or false', (value) => typeof value === 'boolean');
export const atLeastZero = /* @__PURE__ */ rule(
  'a number of at least 0',
  (value) => typeof value === 'number' && value >= 0,
);
export const wholeAtLeastZero = /* @__PURE__ */ rule(
  'a whole number of at least 0',
  (value) => Number.isInteger(value) && Number(value) >= 0,
);
/** A rule for one of these values. */
export const oneOf = (...values: readonly unknown[]): Rule =>
  rule(values.map(show).join(' or '), (value) => values.includes(value));
export const aFunction = /* @__PURE__ */ rule('a function', isFunction);
export const aString = /* @__PURE__ */ rule(
  'a non-empty string',
  (value) => typeof value === 'string' && value !== '',
);
export const aPositiveInteger = /* @__PURE__ */ rule(
  'a whole number above 0',
  (value) => Number.isInteger(value) && Number(value) > 0,
);
export const aPositiveNumber = /* @__PURE__ */ rule('a number above 0', isPositive);
export const milliseconds = /* @__PURE__ */ rule(
  'a number of milliseconds from 1 to 2147483647',
  (value) => isPositive(value) && Number(value) >= 1 && Number(value) <= MAX_TIMER_MS,
);

/** A rule for a list of which every item must pass `check`. */
export function listOf(must: string, check: Rule, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Rule {
  return (value, name) => {
    if (!Array.isArray(value) || value.length < min || value.length > max)
      throw invalidOptions(`\`${name}\` must be ${must}, but is ${show(value)}.`);
    for (const [index, item] of value.entries()) check(item, `${name}[${index}]`);
  };
}

/** Describes the value in a few words. Never throws, and doesn't reveal an object's content. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return 'an object';
  // Functions, symbols and bigints.
  return /function|symbol|bigint/.test(typeof value) ? `a ${typeof value}` : String(value);
}
