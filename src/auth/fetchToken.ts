import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { describeBody } from '../errors/httpError';
import { isRecord, parseJson } from '../errors/json';
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
  const timer = setTimeout(
    () =>
      controller.abort(new DecartError('TOKEN_FETCH_FAILED', `No token came within ${TIMEOUT / 1000} s.`)),
    TIMEOUT,
  );
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
      ? fetch(fetcher, { method: 'POST', signal })
      : fetcher({ signal }));
    if (!(answer instanceof Response)) return answer;
    const body = await answer.text();
    if (!answer.ok) throw refused(answer.status, describeBody(body));
    return parseJson(body);
  } catch (cause) {
    throw failed(cause);
  }
}

function readToken(answer: unknown): DecartToken {
  const token = isRecord(answer) ? answer : {};
  const { apiKey } = token;
  if (typeof apiKey === 'string' && apiKey.trim()) return { ...token, apiKey };
  const said = isRecord(answer) ? describeBody(JSON.stringify(answer)) : typeof answer;
  throw new DecartError(
    'TOKEN_INVALID',
    `\`getToken\` did not give a token (${said}). It has to answer { apiKey, expiresAt }: check what the token route sends.`,
  );
}

function failed(cause: unknown): DecartError {
  if (cause instanceof DecartError) return cause;
  const thrown = isRecord(cause) ? cause : { message: cause };
  // Where HTTP libraries keep the status of an answer that they throw.
  const status = isRecord(thrown.response) ? thrown.response.status : thrown.status;
  return refused(status, String(thrown.message), cause);
}

function refused(status: unknown, said: string, cause?: unknown): DecartError {
  const known = typeof status === 'number' ? status : undefined;
  const signIn = known === 401 || known === 403;
  return new DecartError(
    'TOKEN_FETCH_FAILED',
    `The token could not be fetched (${[known, said].filter(Boolean).join(' ')}). ${
      signIn ? 'Is the user signed in?' : 'Check the address and the log of the token route.'
    }`,
    { status: known, cause, retryable: !known || known >= 500 || known === 408 || known === 429 },
  );
}
