import type { DecartErrorCode } from './codes';
import { DecartError } from './DecartError';
import { describeInputProblems } from './inputProblems';
import { isRecord } from './isRecord';

export interface HttpFailure {
  status: number;
  /** What was being done, as the SDK says it: `Failed to submit job`. */
  action: string;
  /** What the server said, as text or as the JSON of its body. */
  body: string;
}

/** Finds the HTTP answer in what the SDK threw: in `data.status`, or only in its text (`Processing failed: 401 - …`). */
export function readHttpFailure(thrown: Record<string, unknown>, message: string): HttpFailure | undefined {
  const [, action = message, first, second, body = ''] =
    /^([\s\S]*?)(?:: (\d{3}) - | \((\d{3})\): )([\s\S]*)$/.exec(message) ?? [];
  const data = isRecord(thrown.data) ? thrown.data : {};
  const status = [thrown.status, data.status, Number(first ?? second)].find(
    (n) => typeof n === 'number' && n >= 400,
  );
  return typeof status === 'number' ? { status, action, body } : undefined;
}

/** The error for an HTTP answer; `code` stands where the status says nothing more precise. */
export function httpError(failure: HttpFailure, code: DecartErrorCode, cause: unknown): DecartError {
  const { status, action } = failure;
  const detail = describeBody(failure.body);
  const said = detail && `: ${detail}`;
  const options = { status, cause };
  switch (status) {
    case 401:
      return new DecartError(
        'UNAUTHORIZED',
        `Not authorized${said}. The token was not accepted: check what the token route or the proxy answers, and whether its user is signed in.`,
        options,
      );
    case 403:
      // Tokens can also be bound to origins; then another model does not help.
      if (/origin/i.test(detail)) break;
      return new DecartError(
        'MODEL_NOT_ALLOWED',
        `Not allowed${said}. Add the model to \`allowedModels\` where the token is made or in the proxy, or use another model.`,
        options,
      );
    case 429:
      return new DecartError(
        'RATE_LIMITED',
        `Too many requests${said}. Wait a moment, then try again.`,
        options,
      );
    case 400:
    case 413:
    case 422:
      return new DecartError('INVALID_INPUT', `Decart did not accept the input${said}.`, options);
  }
  const retryable = status >= 500 || status === 408;
  const advice = retryable ? ' Try again in a moment.' : '';
  return new DecartError(code, `${action} (HTTP ${status})${said}.${advice}`, { ...options, retryable });
}

function describeBody(body: string): string {
  const text = body.trim().replace(/\.$/, '');
  try {
    const json: unknown = JSON.parse(body);
    const detail = isRecord(json) ? (json.detail ?? json.error ?? json.message) : json;
    if (Array.isArray(detail)) return describeInputProblems(detail);
    return typeof detail === 'string' ? detail.replace(/\.$/, '') : text;
  } catch {
    return text;
  }
}
