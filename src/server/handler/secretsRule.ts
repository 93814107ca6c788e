import { listOf, type Rule, rule, typeOf } from '../../errors/checkOptions';

const MIN_SECRET = 16;
const aSecret = rule(
  `a string of at least ${MIN_SECRET} characters`,
  (value) => typeof value === 'string' && value.trim().length >= MIN_SECRET,
  typeOf,
);
const secrets = listOf('a list of secrets', aSecret, { min: 1 });

/** One secret, or a list of them. */
export const secretsRule: Rule = (value, name) => (Array.isArray(value) ? secrets : aSecret)(value, name);
