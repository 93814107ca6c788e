import { DecartError } from './DecartError';
import { describeIssues } from './describeIssues';
import { parseJson } from './json';
import type { Thrown } from './normalizeError';

/** The error for inputs that a schema refused: a `ZodError`, or an SDK message that contains its JSON. */
export function readInputError({ error, fields, message }: Thrown): DecartError | undefined {
  const [, subject = '', json = ''] = /^Invalid inputs( for [^:]+): (.+)$/s.exec(message) ?? [];
  const issues = fields.issues ?? parseJson(json);
  if (!Array.isArray(issues)) return undefined;
  return new DecartError('INVALID_INPUT', `Invalid input${subject}: ${describeIssues(issues)}.`, {
    cause: error,
  });
}
