// Checks what a caller passes: a typo in a test would otherwise simulate nothing, and nobody would notice.

/** Must be as these words say, if it is set. */
export interface Rule {
  must: string;
  accepts(value: unknown): boolean;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
/** A longer timer would fire at once. */
const MAX_MS = 2 ** 31 - 1;

export const aFlag: Rule = { must: 'true or false', accepts: (value) => typeof value === 'boolean' };
export const aText: Rule = {
  must: 'a non-empty string',
  accepts: (value) => typeof value === 'string' && value !== '',
};
export const someMs: Rule = {
  must: `a number of milliseconds from 0 to ${MAX_MS}`,
  accepts: (value) => isNumber(value) && value >= 0 && value <= MAX_MS,
};
export const aLimit: Rule = {
  must: 'a number of at least 0, or Infinity',
  accepts: (value) => isNumber(value) && value >= 0,
};
export const aShare: Rule = {
  must: 'a number from 0 to 1',
  accepts: (value) => isNumber(value) && value >= 0 && value <= 1,
};
export const somePixels: Rule = {
  must: 'a whole number of pixels above 0',
  accepts: (value) => Number.isInteger(value) && Number(value) > 0,
};
export const aFrameRate: Rule = {
  must: 'a number above 0, up to 240',
  accepts: (value) => isNumber(value) && value > 0 && value <= 240,
};
export const anyObject: Rule = {
  must: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** One of the names in this table. */
export const nameIn = (table: object): Rule => ({
  must: `one of ${Object.keys(table).join(', ')}`,
  accepts: (value) => typeof value === 'string' && Object.hasOwn(table, value),
});

/** @throws `TypeError` with the code `INVALID_OPTIONS` */
export function check(name: string, value: unknown, { must, accepts }: Rule): void {
  if (value !== undefined && !accepts(value)) {
    refuse(`\`${name}\` of the sandbox must be ${must}, but is ${show(value)}.`);
  }
}

/** Every name must be known, and every value must pass its rule. */
export function checkAll(name: string, options: object, rules: Readonly<Record<string, Rule>>): void {
  check(name, options, anyObject);
  for (const [key, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule) check(`${name}.${key}`, value, rule);
    else refuse(`${name} has no option \`${key}\`. There are: ${Object.keys(rules).join(', ')}.`);
  }
}

export function refuse(message: string): never {
  throw Object.assign(new TypeError(message), { code: 'INVALID_OPTIONS' });
}

const show = (value: unknown) => (typeof value === 'object' && value ? 'an object' : String(value));
