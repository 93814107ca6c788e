import { isRecord } from './isRecord';

/**
 * Says in words what a schema refused, from the lists that zod (`path`, `message`) and Decart's own 422 answers
 * (`loc`, `msg`) make: `"prompt" must not be empty; "seed": Input should be a valid integer`.
 */
export function describeInputProblems(issues: readonly unknown[]): string {
  return issues.filter(isRecord).map(describe).join('; ');
}

function describe(issue: Record<string, unknown>): string {
  const path = issue.path ?? issue.loc;
  const field = Array.isArray(path) ? path.filter((part) => part !== 'body').join('.') : '';
  const message = String(issue.msg ?? issue.message ?? 'not accepted');
  if (!field) return message;
  const name = `"${field}"`;
  const everything = JSON.stringify(issue);
  if (issue.type === 'missing' || everything.includes('received undefined')) return `${name} is missing`;
  if (issue.code === 'too_small' && issue.minimum === 1 && issue.origin === 'string') {
    return `${name} must not be empty`;
  }
  // A union's own message is "Invalid input" whatever was wrong.
  if (everything.includes('Expected Blob'))
    return `${name} must be a File, Blob, ReadableStream or http(s) URL`;
  return `${name}: ${message}`;
}
