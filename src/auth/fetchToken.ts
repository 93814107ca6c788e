import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { isRecord, parseJson, readDetail } from '../errors/json';
import { assertNoPermanentKey } from './permanentKey';
import type { DecartToken, TokenFetcher } from './token';

const TIMEOUT = 15_000;

/** Asks for a token once. Rejects with a `DecartError`; aborting the controller rejects at once. */
export async function fetchToken(
  fetcher: TokenFetcher,
  controller: AbortController,
  allowPermanentKey: boolean | undefined,
): Promise<DecartToken> {
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(failed('no answer within 15 s')), TIMEOUT);
  try {
    const token = readToken(await abortable(ask(fetcher, signal), signal));
    assertNoPermanentKey(token.apiKey, allowPermanentKey);
    return token;
  } finally {
    clearTimeout(timer);
  }
}

async function ask(fetcher: TokenFetcher, signal: AbortSignal): Promise<unknown> {
  try {
    const answer = await (typeof fetcher === 'string'
      ? fetch(fetcher, { method: 'POST', credentials: 'include', signal })
      : fetcher({ signal }));
    if (!(answer instanceof Response)) return answer;
    const body = parseJson(await answer.text());
    if (!answer.ok) throw failed(readDetail(body), answer.status);
    return body;
  } catch (cause) {
    if (cause instanceof DecartError) throw cause;
    const { message, status, response }: Record<string, unknown> = isRecord(cause)
      ? cause
      : { message: cause };
    // A browser does not tell a refusal by CORS from a network that is down.
    if (isElsewhere(fetcher)) throw failed(message, undefined, cause, CORS);
    // Axios and others keep the status of an answer that they throw in its `response`.
    throw failed(message, isRecord(response) ? response.status : status, cause);
  }
}

const CORS = 'Does its route answer your origin, with `Access-Control-Allow-Credentials: true`?';

/** Whether the route is at another origin than the page. */
function isElsewhere(fetcher: TokenFetcher): boolean {
  const { location } = globalThis;
  return (
    typeof fetcher === 'string' &&
    Boolean(location) &&
    new URL(fetcher, location.href).origin !== location.origin
  );
}

function readToken(answer: unknown): DecartToken {
  if (isRecord(answer)) {
    const { apiKey, code, status, statusCode } = answer;
    if (typeof apiKey === 'string' && apiKey) return { ...answer, apiKey };
    // `(await fetch(…)).json()` does not look at the status, and so answers what the route refuses with.
    const reason = readDetail(answer) ?? code;
    if (reason) throw failed(reason, Number(status ?? statusCode) || readStatus(`${code} ${reason}`));
  }
  throw new DecartError('TOKEN_INVALID', '`getToken` gave no token. It has to answer { apiKey, expiresAt }.');
}

/** The status of a refusal that trying again does not change, as far as its words tell. */
function readStatus(refusal: string): number | undefined {
  if (/unauth|not (auth|signed in|logged in)/i.test(refusal)) return 401;
  return /forbidden|not.allowed/i.test(refusal) ? 403 : undefined;
}

function failed(reason: unknown, statusOf?: unknown, cause?: unknown, hint?: string): DecartError {
  const status = Number(statusOf) || undefined;
  const what = [status, reason].filter(Boolean).join(' ');
  const advice =
    hint ?? (status === 401 || status === 403 ? 'Is the user signed in?' : 'Check the token route.');
  return new DecartError('TOKEN_FETCH_FAILED', `The token could not be fetched (${what}). ${advice}`, {
    status,
    cause,
    retryable: !status || status >= 500 || status === 408 || status === 429,
  });
}
