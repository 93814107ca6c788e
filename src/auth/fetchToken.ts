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
  // An address without its query, which may hold a secret.
  const who = typeof fetcher === 'string' ? `POST ${fetcher.replace(/[?#].*/s, '')}` : '`getToken`';
  const late = () => controller.abort(failed(who, 'no answer within 15 s'));
  const timer = setTimeout(late, TIMEOUT);
  try {
    const token = readToken(who, await abortable(ask(fetcher, who, signal), signal));
    assertNoPermanentKey(token.apiKey, allowPermanentKey);
    return token;
  } finally {
    clearTimeout(timer);
  }
}

async function ask(fetcher: TokenFetcher, who: string, signal: AbortSignal): Promise<unknown> {
  // What a function has read itself may be the page of a gateway in trouble, so that another try is worth it.
  let isOk = false;
  try {
    const answer = await (typeof fetcher === 'string'
      ? fetch(fetcher, { method: 'POST', credentials: 'include', signal })
      : fetcher({ signal }));
    if (!(answer instanceof Response)) return answer;
    isOk = answer.ok;
    if (isOk) return await answer.json();
    throw failed(who, readDetail(parseJson(await answer.text())), answer.status);
  } catch (cause) {
    if (cause instanceof DecartError) throw cause;
    const { name, message, status, response }: Record<string, unknown> = isRecord(cause)
      ? cause
      : { message: cause };
    if (name === 'SyntaxError') {
      const advice = 'Is the route there, and the user signed in?';
      throw new DecartError(
        isOk ? 'TOKEN_INVALID' : 'TOKEN_FETCH_FAILED',
        `${who} gave no token (no JSON). ${advice}`,
        { cause },
      );
    }
    // A browser does not tell a refusal by CORS from a network that is down.
    if (isElsewhere(fetcher)) throw failed(who, message, undefined, cause, ELSEWHERE);
    // Axios and others keep the status of an answer that they throw in its `response`.
    throw failed(who, message, isRecord(response) ? response.status : status, cause);
  }
}

const ELSEWHERE =
  'Is the server running, and does it let this origin in (`origins`, or CORS with credentials)?';

/** Whether the route is at another origin than the page. */
function isElsewhere(fetcher: TokenFetcher): boolean {
  const { location } = globalThis;
  return (
    typeof fetcher === 'string' &&
    Boolean(location) &&
    new URL(fetcher, location.href).origin !== location.origin
  );
}

function readToken(who: string, answer: unknown): DecartToken {
  if (isRecord(answer)) {
    const { apiKey, code, status, statusCode } = answer;
    if (typeof apiKey === 'string' && apiKey) return { ...answer, apiKey };
    // `(await fetch(…)).json()` does not look at the status, and so answers what the route refuses with.
    const reason = readDetail(answer) ?? code;
    if (reason) throw failed(who, reason, Number(status ?? statusCode) || readStatus(`${code} ${reason}`));
  }
  throw new DecartError('TOKEN_INVALID', `${who} gave no token. It has to answer { apiKey, expiresAt }.`);
}

/** The status of a refusal that trying again does not change, as far as its words tell. */
function readStatus(refusal: string): number | undefined {
  if (/unauth|not (auth|signed in|logged in)/i.test(refusal)) return 401;
  return /forbidden|not.allowed/i.test(refusal) ? 403 : undefined;
}

function failed(
  who: string,
  reason: unknown,
  statusOf?: unknown,
  cause?: unknown,
  advice?: string,
): DecartError {
  const status = Number(statusOf) || undefined;
  const what = [status, reason].filter(Boolean).join(' ').replace(/\.$/, '');
  return new DecartError(
    'TOKEN_FETCH_FAILED',
    `${who} gave no token (${what}). ${advice ?? adviceFor(status, what)}`,
    { status, cause, retryable: !status || status >= 500 || status === 408 || status === 429 },
  );
}

function adviceFor(status = 0, what: string): string {
  // createTokenHandler logs the page that it does not let in; nobody has to sign in for that.
  if (status >= 500 || /origin/i.test(what)) return "See the server's log.";
  if (status === 401 || status === 403) return 'Is the user signed in?';
  return status === 405 ? 'It has to take POST.' : 'Check the token route.';
}
