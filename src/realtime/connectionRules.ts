// The rules for options that a session and a viewer share.
import { atLeastZero, either, type Rule, rule, shape, wholeAtLeastZero } from '../errors/checkOptions';

export const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;

export const aTimeout = /* @__PURE__ */ rule('a number of milliseconds above 0, or Infinity', isPositive);

export const reconnectRule: Rule = /* @__PURE__ */ either(
  (value) => value === false,
  shape(
    {
      attempts: either((value) => value === Number.POSITIVE_INFINITY, wholeAtLeastZero),
      maxOutage: atLeastZero,
      minDelay: atLeastZero,
      maxDelay: atLeastZero,
    },
    { what: 'a policy or false' },
  ),
);
