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
export const anyText: Rule = { must: 'a string', accepts: (value) => typeof value === 'string' };
export const aPattern: Rule = {
  must: 'a non-empty string or a regular expression',
  // Checked by its tag: it may come from another window.
  accepts: (value) => Object.prototype.toString.call(value) === '[object RegExp]' || aText.accepts(value),
};
export const someMs: Rule = {
  must: `a number of milliseconds from 0 to ${MAX_MS}`,
  accepts: (value) => isNumber(value) && value >= 0 && value <= MAX_MS,
};
/** Of a clock, not of a timer: it may be years. */
export const someTime: Rule = {
  must: 'a number of milliseconds of at least 0',
  accepts: (value) => isNumber(value) && Number.isFinite(value) && value >= 0,
};
export const aLimit: Rule = {
  must: 'a number of at least 0, or Infinity',
  accepts: (value) => isNumber(value) && value >= 0,
};
export const aPlace: Rule = {
  must: 'a whole number of at least 0',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
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
export const anyValue: Rule = { must: 'anything', accepts: () => true };
export const anyObject: Rule = {
  must: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Without `most`, it may be Infinity: always. */
export const wholeFrom = (least: number, most = Number.POSITIVE_INFINITY): Rule => ({
  must: `a whole number from ${least} to ${most}`,
  accepts: (value) =>
    isNumber(value) && (Number.isInteger(value) || value === most) && value >= least && value <= most,
});
export const aCloseCode = wholeFrom(1000, 4999);

/** One of these values. */
export const oneOf = (...values: readonly unknown[]): Rule => ({
  must: `one of ${values.join(', ')}`,
  accepts: (value) => values.includes(value),
});

/** What the rule accepts, or null, which undoes it. */
export const orNull = ({ must, accepts }: Rule): Rule => ({
  must: `${must}, or null`,
  accepts: (value) => value === null || accepts(value),
});

/** One of the names in this table. */
export const nameIn = (table: object): Rule => ({
  must: `one of ${Object.keys(table).join(', ')}`,
  accepts: (value) => typeof value === 'string' && Object.hasOwn(table, value),
});

/** @throws `TypeError` with the code `INVALID_OPTIONS` */
export function check(name: string, value: unknown, rule: Rule): void {
  if (value !== undefined) checkSet(name, value, rule);
}

/** The same for a value that must be set. */
export function checkSet(name: string, value: unknown, { must, accepts }: Rule): void {
  if (!accepts(value)) refuse(`\`${name}\` of the sandbox must be ${must}, but is ${show(value)}.`);
}

/** Every name must be known, and every value must pass its rule. */
export function checkAll(name: string, options: object, rules: Readonly<Record<string, Rule>>): void {
  checkSet(name, options, anyObject);
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
