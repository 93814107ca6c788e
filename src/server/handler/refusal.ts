import { isRecord, parseJson, readDetail } from '../../errors/json';
import { HttpError } from './errors';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { retryAfterHeader } from './retryAfter';

/** The statuses with which an app may say no in its own words. */
const REFUSALS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  401: ['UNAUTHORIZED', 'You are not signed in, or may not do this.'],
  402: ['PAYMENT_REQUIRED', 'This must be paid for.'],
  403: ['NOT_ALLOWED', 'You may not do this.'],
  429: ['RATE_LIMITED', 'Too many requests. Try again later.'],
};

/** As much of an answer of the app's as is passed on. */
const MAX_DETAIL = 500;

/** The parts of a `Response` that are read. One of another realm or library is no `instanceof Response`. */
interface ResponseLike {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export function isResponse(value: unknown): value is ResponseLike {
  if (!isRecord(value) || typeof value.status !== 'number') return false;
  return isRecord(value.headers) && typeof value.headers.get === 'function';
}

/** Nobody may come in, and the app has not said why. */
export function nobody(): HttpError {
  return refuse(401);
}

/**
 * The answer that `authorize` has chosen by throwing or returning it: a `Response`, or an error with a `status`, of 401,
 * 402, 403 or 429. Undefined for everything else.
 */
export async function readRefusal(
  thrown: unknown,
  hooks: Hooks,
  log: SafeLogger,
): Promise<HttpError | undefined> {
  // Hono's errors make their own answer.
  const own = isRecord(thrown) && typeof thrown.getResponse === 'function' ? thrown.getResponse() : thrown;
  if (isResponse(own)) {
    if (!Object.hasOwn(REFUSALS, own.status)) return undefined;
    const detail = await hooks.run('authorize', () => readText(own));
    return refuse(own.status, log.clean(detail), own.headers.get('retry-after'));
  }
  if (!isRecord(thrown)) return undefined;
  const status = Number(thrown.status ?? thrown.statusCode);
  if (!Object.hasOwn(REFUSALS, status)) return undefined;
  // SvelteKit has its words in `body`; http-errors says which words are for the log alone.
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

/** What an answer says to people. A page says nothing here. */
async function readText(response: ResponseLike): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  try {
    const text = await response.text();
    const words = readDetail(parseJson(text));
    if (typeof words === 'string') return words;
    return type.startsWith('text/plain') && parseJson(text) === undefined ? text : '';
  } catch {
    // Its body was read already.
    return '';
  }
}
