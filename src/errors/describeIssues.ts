import { isRecord } from './json';

/**
 * Describes what a schema refused, from the issue lists of zod (`path`, `message`) and of Decart's 422 responses (`loc`,
 * `msg`): `"prompt" must not be empty; "seed": Input should be a valid integer`.
 */
export function describeIssues(issues: readonly unknown[]): string {
  return issues.filter(isRecord).map(describe).join('; ');
}

function describe(issue: Record<string, unknown>): string {
  const path = issue.path ?? issue.loc;
  const field = Array.isArray(path) ? path.filter((part) => part !== 'body').join('.') : '';
  const message = String(issue.message ?? issue.msg);
  if (!field) return message;
  const everything = JSON.stringify(issue);
  if (issue.type === 'missing' || everything.includes('received undefined')) return `"${field}" is missing`;
  if (everything.includes('>=1 characters')) return `"${field}" must not be empty`;
  // A union's own message is always "Invalid input".
  if (everything.includes('Expected Blob')) return `"${field}" must be a File, Blob, stream or http(s) URL`;
  return `"${field}": ${message}`;
}
