import { isErrorCode } from './codes';
import { DecartError } from './DecartError';
import { describeIssues } from './describeIssues';
import { isRecord, parseJson, readDetail } from './json';
import type { Thrown } from './normalizeError';
import { unexpectedResponseError } from './unexpectedResponseError';

const NAMES_NO_MODEL = /^(FILES|QUEUE_STATUS|QUEUE_RESULT)/;
/** What Decart says about a model, if it says anything. */
const ABOUT_MODEL = /model|permission denied|^(forbidden\.?)?$/i;
/** The codes with which `createProxyHandler` refuses a user, a page or a call. */
const REFUSALS = /^(PAYMENT_REQUIRED|((ORIGIN|HOST)_)?NOT_ALLOWED)$/;

const TOO_LARGE_FOR_HOST =
  'The input is too large for a server on the way to Decart. Send a smaller file, or raise the limit for request bodies of the ' +
  "app's host or proxy: nginx allows 1 MB, Vercel 4.5 MB.";

/**
 * The error for an HTTP response. The SDK puts its status into `data.status`, or only into words (`Processing failed: 401
 * - …`).
 */
export function readHttpError({ error, fields, code, message }: Thrown): DecartError | undefined {
  if (fields.name === 'SyntaxError') {
    return unexpectedResponseError(code, 'not JSON', error);
  }
  const [, action = message, inText, body = ''] = /^(.*?):? \(?(\d{3})(?:\):| -) (.*)$/s.exec(message) ?? [];
  const data = isRecord(fields.data) ? fields.data : fields;
  const status = Number(data.status ?? inText);
  if (!(status >= 400)) return undefined;

  const detail = describeBody(body);
  const said = detail && `: ${detail.replace(/\.$/, '')}`;
  const own = readOwn(body);
  const options = { status, cause: error, detail: own?.detail };
  if (own && REFUSALS.test(own.code)) {
    const refusal = status === 402 ? 'PAYMENT_REQUIRED' : 'NOT_ALLOWED';
    return new DecartError(refusal, `${action} (HTTP ${status})${said}.`, options);
  }
  // Decart and our proxy answer with JSON. A host in front of them answers with a page, or with plain text.
  const isTooLargeForHost = status === 413 && parseJson(body) === undefined;
  switch (status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return new DecartError(
        'INVALID_INPUT',
        isTooLargeForHost ? TOO_LARGE_FOR_HOST : `Decart didn't accept the input${said}.`,
        options,
      );
    case 401:
      return new DecartError(
        'UNAUTHORIZED',
        `Not authorized${said}. Check what the token route or the proxy does for this user.`,
        options,
      );
    case 403:
      // A token can be bound to origins too; then another model would not help.
      if (/origin/i.test(detail) || NAMES_NO_MODEL.test(code)) break;
      // For images and videos the SDK drops the proxy's code, and keeps its words.
      if (!ABOUT_MODEL.test(detail)) {
        return new DecartError('NOT_ALLOWED', `${action} (HTTP 403)${said}.`, { ...options, detail });
      }
      return new DecartError(
        'MODEL_NOT_ALLOWED',
        `Not allowed${said}. Add the model to \`allowedModels\` on the server, or use another model.`,
        options,
      );
    case 429:
      return new DecartError(
        'RATE_LIMITED',
        `Too many requests${said}. Wait a moment, then try again.`,
        options,
      );
  }
  const retryable = status >= 500 || status === 408;
  const advice = retryable ? ' Try again in a moment.' : '';
  return new DecartError(code, `${action} (HTTP ${status})${said}.${advice}`, { ...options, retryable });
}

/** What `createProxyHandler` itself answers. It has a code, unlike what the proxy passes on from Decart. */
function readOwn(body: string): { code: string; detail: string } | undefined {
  const answer = parseJson(body);
  if (!isRecord(answer)) return undefined;
  const { code, detail } = answer;
  return isErrorCode(code) && typeof detail === 'string' ? { code, detail } : undefined;
}

/** What the body of a response says. An HTML page, as gateways send, helps nobody. */
function describeBody(body: string): string {
  if (/^\s*</.test(body)) return '';
  const detail = readDetail(parseJson(body)) ?? body;
  const text = Array.isArray(detail) ? describeIssues(detail) : detail;
  return (typeof text === 'string' ? text : body).trim();
}
