import type { DecartErrorCode } from './codes';
import { DecartError } from './DecartError';
import { describeIssues } from './describeIssues';
import { isRecord, parseJson } from './json';

/** An HTTP answer that is no success. */
export interface HttpFailure {
  status: number;
  /** What was being done, as the SDK says it: `Failed to submit job`. */
  action: string;
  /** What the server said about it, without a full stop. */
  detail: string;
}

/** Finds the HTTP answer in what was thrown: the SDK puts it in `data.status`, or only in words (`… failed: 401 - …`). */
export function readHttpFailure(thrown: Record<string, unknown>, message: string): HttpFailure | undefined {
  const [, action = message, inText, body = ''] = /^(.*?):? \(?(\d{3})(?:\):| -) (.*)$/s.exec(message) ?? [];
  const data = isRecord(thrown.data) ? thrown.data : thrown;
  const status = Number(data.status ?? inText);
  return status >= 400 ? { status, action, detail: describeBody(body) } : undefined;
}

/** What the body of an answer says about the reason, in words. */
export function describeBody(body: string): string {
  const json = parseJson(body);
  const detail = isRecord(json) ? (json.detail ?? json.error ?? json.message) : body;
  const text = Array.isArray(detail) ? describeIssues(detail) : detail;
  return (typeof text === 'string' ? text : body).trim().replace(/\.$/, '');
}

/** The error for an HTTP answer. `code` stands where the status says nothing more precise. */
export function httpError(
  { status, action, detail }: HttpFailure,
  code: DecartErrorCode,
  cause: unknown,
): DecartError {
  const said = detail && `: ${detail}`;
  const error = (code: DecartErrorCode, what: string, advice: string, retryable?: boolean) =>
    new DecartError(code, `${what}${said}. ${advice}`.trim(), { status, cause, retryable });

  if (status === 401) {
    return error(
      'UNAUTHORIZED',
      'Not authorized',
      'Check that the token route or proxy works for this user and account.',
    );
  }
  // A token can be bound to origins too, and then another model would not help.
  if (status === 403 && !/origin/i.test(detail)) {
    return error(
      'MODEL_NOT_ALLOWED',
      'Not allowed',
      'Add the model to `allowedModels` on the server, or use another.',
    );
  }
  if (status === 429) return error('RATE_LIMITED', 'Too many requests', 'Wait a moment, then try again.');
  if (status === 400 || status === 413 || status === 422) {
    return error('INVALID_INPUT', 'Decart did not accept the input', '');
  }
  const retryable = status >= 500 || status === 408;
  return error(code, `${action} (HTTP ${status})`, retryable ? 'Try again in a moment.' : '', retryable);
}
