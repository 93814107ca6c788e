import { type Rule, type ShapeOptions, shape } from '../../errors/checkOptions';
import { invalidOptions } from '../../errors/invalidOptions';
import { isPlainObject, isRecord } from '../../errors/json';

/**
 * The rule of `shape` for an object with only own, plain values. An inherited value, or one that a getter returns, could
 * change after the check.
 */
export function plainShape(rules: Readonly<Record<string, Rule>>, options?: ShapeOptions): Rule {
  const check = shape(rules, options);
  return (value, name) => {
    if (isRecord(value) && !Array.isArray(value)) checkPlain(value, name);
    check(value, name);
  };
}

function checkPlain(value: object, name: string): void {
  if (!isPlainObject(value))
    throw invalidOptions(`\`${name}\` must be a plain object: what it inherits can't be checked.`);
  for (const [key, { get, set, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!get && !set && enumerable) continue;
    throw invalidOptions(
      `\`${key.slice(0, 100)}\` of \`${name}\` must be a plain value, not a getter or hidden.`,
    );
  }
}
