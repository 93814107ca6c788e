import { abortable } from '../errors/abortable';
import type { DecartErrorCode } from '../errors/codes';
import { DecartError } from '../errors/DecartError';
import { isRecord, parseJson, readDetail } from '../errors/json';
import { readRetryAfter } from '../errors/retryAfter';
import { assertNoPermanentKey } from './assertNoPermanentKey';
import { resolveUrl } from './resolveUrl';
import type { DecartToken, QueuedToken, TokenFetcher, TokenRequest } from './token';

const TIMEOUT_MS = 15_000;

/** Requests a token once. Rejects with a `DecartError`; aborting the controller rejects at once. */
export async function fetchToken(
  fetcher: TokenFetcher,
  controller: AbortController,
  allowPermanentKey: boolean | undefined,
): Promise<DecartToken> {
  const token = readToken(nameOf(fetcher), await askInTime(fetcher, controller, { purpose: 'request' }));
  assertNoPermanentKey(token.apiKey, allowPermanentKey);
  return token;
}

/**
 * Requests the token of a session from a route with a waiting line: once. The route answers with the token, or with the
 * place in line.
 */
export async function fetchSessionToken(
  fetcher: TokenFetcher,
  controller: AbortController,
  ticket: string | undefined,
): Promise<DecartToken | QueuedToken> {
  const answer = await askInTime(fetcher, controller, { purpose: 'session', ticket });
  if (isQueued(answer)) return answer;
  const token = readToken(nameOf(fetcher), answer);
  assertNoPermanentKey(token.apiKey, false);
  return token;
}

/** Reports to the route what happened to a session. Never rejects: the route finds out by itself later. */
export async function reportSession(
  fetcher: TokenFetcher,
  ticket: string,
  event: NonNullable<TokenRequest['event']>,
): Promise<void> {
  const controller = new AbortController();
  await askInTime(fetcher, controller, { purpose: 'session', ticket, event }).catch(() => {});
}

async function askInTime(
  fetcher: TokenFetcher,
  controller: AbortController,
  what: Pick<TokenRequest, 'purpose' | 'ticket' | 'event'>,
): Promise<unknown> {
  const { signal } = controller;
  const who = nameOf(fetcher);
  const late = () => controller.abort(tokenError(who, { reason: 'no answer within 15 s' }));
  const timer = setTimeout(late, TIMEOUT_MS);
  try {
    return await abortable(ask(fetcher, who, { ...what, signal, headers: headersOf(what) }), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** A URL without its query, which may hold a secret. */
function nameOf(fetcher: TokenFetcher): string {
  return typeof fetcher === 'string' ? `POST ${fetcher.replace(/[?#].*/s, '')}` : '`getToken`';
}

function headersOf({ purpose, ticket, event }: Pick<TokenRequest, 'purpose' | 'ticket' | 'event'>) {
  return {
    'x-decart-purpose': purpose,
    ...(ticket && { 'x-decart-ticket': ticket }),
    ...(event && { 'x-decart-event': event }),
  };
}

function isQueued(answer: unknown): answer is QueuedToken {
  return isRecord(answer) && isRecord(answer.queued) && typeof answer.ticket === 'string';
}

/**
 * A plain token request to another origin has none of our headers: the route may lack the CORS headers that they need.
 * A route with a waiting line has them.
 */
function post(address: string, { purpose, event, headers, signal }: TokenRequest): Promise<Response> {
  const plain = purpose === 'request' && isElsewhere(address);
  const url = plain ? withPurpose(address, purpose) : address;
  return fetch(url, {
    method: 'POST',
    credentials: 'include',
    signal,
    ...(!plain && { headers }),
    // A page that is closing still reports that its session is over.
    ...(event && { keepalive: true }),
  });
}

function withPurpose(address: string, purpose: string): string {
  const url = resolveUrl(address);
  if (!url) return address;
  url.searchParams.set('decart-purpose', purpose);
  return url.href;
}

async function ask(fetcher: TokenFetcher, who: string, request: TokenRequest): Promise<unknown> {
  // What a function has read may be an error page of a gateway, so it's worth another try.
  let isOk = false;
  try {
    const answer = await (typeof fetcher === 'string' ? post(fetcher, request) : fetcher(request));
    // jsdom has no `Response`.
    if (typeof Response === 'undefined' || !(answer instanceof Response)) return answer;
    isOk = answer.ok;
    if (request.event) return undefined;
    if (isOk) return await answer.json();
    const retryAfterSeconds = readRetryAfter(answer.headers);
    const reason = readDetail(parseJson(await answer.text()));
    throw tokenError(who, { reason, status: answer.status, retryAfterSeconds });
  } catch (cause) {
    if (cause instanceof DecartError) throw cause;
    const { name, message, status, response }: Record<string, unknown> = isRecord(cause)
      ? cause
      : { message: cause };
    if (name === 'SyntaxError') {
      const advice = 'Is the route there, and the user signed in?';
      throw new DecartError(
        isOk ? 'TOKEN_INVALID' : 'TOKEN_FETCH_FAILED',
        `${who} didn't return a token (not JSON). ${advice}`,
        { cause },
      );
    }
    // A browser doesn't say whether CORS failed or the network is down.
    if (isElsewhere(fetcher)) throw tokenError(who, { reason: message, cause, advice: ELSEWHERE });
    // Axios and others put the status of the response into `response` of the error, and its JSON into `response.data`.
    const from = isRecord(response) ? response : { status };
    throw tokenError(who, { reason: readDetail(from.data) ?? message, status: from.status, cause });
  }
}

const ELSEWHERE =
  'Is the server running, and does it let this origin in (`origins`, or CORS with credentials)?';

/** Whether the route is at another origin than the page. */
function isElsewhere(fetcher: TokenFetcher): boolean {
  if (typeof fetcher !== 'string' || !globalThis.location) return false;
  return resolveUrl(fetcher)?.origin !== location.origin;
}

function readToken(who: string, answer: unknown): DecartToken {
  if (isRecord(answer)) {
    const { apiKey, code, status, statusCode } = answer;
    if (typeof apiKey === 'string' && apiKey) return { ...answer, apiKey };
    // `(await fetch(…)).json()` doesn't check the status, and so returns the body of a refusal.
    const reason = readDetail(answer) ?? code;
    if (reason) {
      const known = Number(status ?? statusCode) || readStatus(`${code} ${reason}`);
      throw tokenError(who, { reason, status: known });
    }
  }
  throw new DecartError(
    'TOKEN_INVALID',
    `${who} didn't return a token. It must return { apiKey, expiresAt }.`,
  );
}

/** The status of a refusal that a retry can't change, judging by its text. */
function readStatus(refusal: string): number | undefined {
  if (/unauth|not (auth|signed in|logged in)/i.test(refusal)) return 401;
  return /forbidden|not.allowed/i.test(refusal) ? 403 : undefined;
}

interface Refusal {
  /** What the route answered, or what went wrong. */
  reason?: unknown;
  status?: unknown;
  cause?: unknown;
  advice?: string;
  retryAfterSeconds?: number | undefined;
}

function tokenError(
  who: string,
  { reason, status: given, cause, advice, retryAfterSeconds }: Refusal,
): DecartError {
  const status = Number(given) || undefined;
  const what = [status, reason].filter(Boolean).join(' ').replace(/\.$/, '');
  return new DecartError(
    codeOf(status),
    `${who} didn't return a token (${what}). ${advice ?? adviceFor(status, what)}`,
    {
      status,
      cause,
      retryAfterSeconds,
      detail: status && typeof reason === 'string' ? reason : undefined,
      retryable: !status || status >= 500 || status === 408 || status === 429,
    },
  );
}

function codeOf(status: number | undefined): DecartErrorCode {
  if (status === 402) return 'PAYMENT_REQUIRED';
  if (status === 403) return 'NOT_ALLOWED';
  return status === 429 ? 'RATE_LIMITED' : 'TOKEN_FETCH_FAILED';
}

function adviceFor(status = 0, what: string): string {
  // createTokenHandler logs which origin it refuses; signing in doesn't help there.
  if (status >= 500 || /origin/i.test(what)) return "See the server's log.";
  if (status === 401 || status === 403) return 'Is the user signed in?';
  if (status === 402) return 'The user must pay first.';
  if (status === 429) return 'Wait a moment, then try again.';
  return status === 405 ? 'It must accept POST.' : 'Check the token route.';
}
