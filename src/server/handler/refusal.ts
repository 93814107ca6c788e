import { isRecord, parseJson, readDetail } from '../../errors/json';
import { HttpError } from './errors';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { retryAfterHeader } from './retryAfter';

/** The statuses with which an app may refuse in its own words. */
const REFUSALS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  401: ['UNAUTHORIZED', 'Not signed in, or not allowed.'],
  402: ['PAYMENT_REQUIRED', 'This must be paid for.'],
  403: ['NOT_ALLOWED', 'You may not do this.'],
  429: ['RATE_LIMITED', 'Too many requests. Try again later.'],
};

/** The maximum length of the app's message that is passed on. */
const MAX_DETAIL = 500;

/**
 * The parts of a `Response` that are read. A `Response` from another realm or library isn't an `instanceof Response`.
 */
interface ResponseLike {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export function isResponse(value: unknown): value is ResponseLike {
  if (!isRecord(value) || typeof value.status !== 'number') return false;
  return isRecord(value.headers) && typeof value.headers.get === 'function';
}

/** Nobody is let in, and the app didn't say why. */
export function nobody(): HttpError {
  return refuse(401);
}

/**
 * The refusal that `authorize` threw or returned: a `Response`, or an error with a `status`, of 401, 402, 403 or
 * 429. Undefined for everything else.
 */
export async function readRefusal(
  thrown: unknown,
  hooks: Hooks,
  log: SafeLogger,
): Promise<HttpError | undefined> {
  // Hono's errors create their own response.
  const own = isRecord(thrown) && typeof thrown.getResponse === 'function' ? thrown.getResponse() : thrown;
  if (isResponse(own)) {
    if (!Object.hasOwn(REFUSALS, own.status)) return undefined;
    const detail = await hooks.run('authorize', () => readText(own));
    return refuse(own.status, log.clean(detail), own.headers.get('retry-after'));
  }
  if (!isRecord(thrown)) return undefined;
  const status = Number(thrown.status ?? thrown.statusCode);
  if (!Object.hasOwn(REFUSALS, status)) return undefined;
  // SvelteKit's message is in `body`; http-errors marks which messages are only for the log.
  const words = readDetail(thrown.body) ?? (thrown.expose === false ? undefined : thrown.message);
  const headers = isRecord(thrown.headers) ? thrown.headers : {};
  const retryAfter = headers['retry-after'] ?? headers['Retry-After'];
  return refuse(status, typeof words === 'string' ? log.clean(words) : '', retryAfter);
}

function refuse(status: number, detail = '', retryAfter?: unknown): HttpError {
  const [code = 'NOT_ALLOWED', standard = ''] = REFUSALS[status] ?? [];
  const words = detail.trim().slice(0, MAX_DETAIL) || standard;
  return new HttpError(status, code, words, retryAfterHeader(retryAfter));
}

/** The message of a response for people. An HTML page has none. */
async function readText(response: ResponseLike): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  try {
    const text = await response.text();
    const words = readDetail(parseJson(text));
    if (typeof words === 'string') return words;
    return type.startsWith('text/plain') && parseJson(text) === undefined ? text : '';
  } catch {
    // Its body was already read.
    return '';
  }
}
