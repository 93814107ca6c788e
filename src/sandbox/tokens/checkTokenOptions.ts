import type { CreateTokenOptions } from '@decartai/sdk';
import { anyValue, checkAll, type Rule, refuse } from '../checks';
import { tokenIssues } from '../http/tokenRoute';

/** Their values are checked as Decart checks them. */
const RULES = {
  expiresIn: anyValue,
  allowedModels: anyValue,
  allowedOrigins: anyValue,
  constraints: anyValue,
  metadata: anyValue,
} satisfies Record<keyof CreateTokenOptions, Rule>;

/** Refuses what Decart would refuse, and names that it would ignore: a misspelled one would allow every model. */
export function checkTokenOptions(name: string, options: CreateTokenOptions = {}): void {
  checkAll(name, options, RULES);
  const { constraints } = options;
  checkAll(`${name}.constraints`, constraints ?? {}, { realtime: anyValue });
  checkAll(`${name}.constraints.realtime`, constraints?.realtime ?? {}, { maxSessionDuration: anyValue });
  const issue = tokenIssues({ ...options }).find(
    // A test may be shorter than Decart's shortest session.
    ({ loc, type }) => !(loc.includes('maxSessionDuration') && type === 'greater_than_equal'),
  );
  if (issue) refuse(`${name}.${issue.loc.slice(1).join('.')}: ${issue.msg}.`);
}
