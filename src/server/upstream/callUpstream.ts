import { clientGone, HttpError, invalidOptions } from '../handler/errors';
import type { SafeLogger } from '../handler/log';
import type { Fetch } from '../node/nodeFetch';
import { createIdleTimer, watchStream } from './limits';

export interface Timeouts {
  /** Milliseconds that Decart may take to begin its answer, once it has the whole request. @defaultValue 120000 */
  headers?: number | undefined;
  /** Milliseconds in which nothing of a body comes, up or down. @defaultValue 60000 */
  idle?: number | undefined;
}

export interface UpstreamRequest {
  url: string;
  method: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | string | null;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  timeouts: Timeouts | undefined;
  /** Bytes that the body may have. @defaultValue no limit */
  maxBodySize?: number;
  onBytesUp?(bytes: number): void;
  onBytesDown?(bytes: number): void;
  /** The answer's body, if it has one, is over, with the status that the client sees; and why, when it broke off. */
  onEnd?(status: number, failure: HttpError | undefined): void;
  /** @defaultValue the runtime's */
  fetch: Fetch | undefined;
  log: SafeLogger;
}

/**
 * The one place that calls Decart. Bodies stream both ways, a chunk at a time; what goes wrong is thrown as the
 * `HttpError` that the client should see, and is in the log when it was not the client's doing.
 *
 * This is `fetch` and not the SDK: the SDK's calls buffer, its `tokens.create` knows neither a signal nor a time-out, and
 * the text of a failed answer, which may repeat the key, is part of the error that it throws.
 */
export async function callUpstream(request: UpstreamRequest): Promise<Response> {
  const { signal, log, timeouts = {}, fetch = globalThis.fetch } = request;
  const { headers: headersTimeout = 120_000, idle: idleTimeout = 60_000 } = timeouts;
  if (signal.aborted) throw clientGone();

  const controller = new AbortController();
  let failure: HttpError | undefined;
  let phase: 'client sends' | 'decart reads' | 'decart answers' | 'answered' = 'decart answers';

  /** The first reason counts: what the abort makes fail afterwards is only its echo. */
  function fail(reason: HttpError): HttpError {
    if (failure === undefined) {
      failure = reason;
      controller.abort(reason);
    }
    return failure;
  }
  const onClientGone = () => fail(clientGone());
  const timer = createIdleTimer(() => {
    const { status, detail } = fail(timedOut(phase));
    if (status === 504) log.error(detail);
  });
  function release(): void {
    timer.stop();
    signal.removeEventListener('abort', onClientGone);
  }

  function upload(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const { maxBodySize = Number.POSITIVE_INFINITY, onBytesUp } = request;
    let size = 0;
    function enter(next: typeof phase, ms: number): void {
      // An answer that came before the whole body did has the timer for itself.
      if (phase === 'answered') return;
      phase = next;
      timer.run(ms);
    }
    return watchStream(stream, {
      onWait: () => enter('client sends', idleTimeout),
      onChunk(bytes) {
        size += bytes;
        if (size > maxBodySize) throw fail(tooLarge(maxBodySize));
        onBytesUp?.(bytes);
        enter('decart reads', idleTimeout);
      },
      onDone: () => enter('decart answers', headersTimeout),
      onError: () => fail(clientGone()),
    });
  }

  signal.addEventListener('abort', onClientGone, { once: true });
  timer.run(headersTimeout);
  let response: Response;
  try {
    const { body } = request;
    response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: body === null || typeof body === 'string' ? body : upload(body),
      duplex: 'half',
      ...WITHOUT_COPY,
      signal: controller.signal,
    });
  } catch (error) {
    release();
    throw failure ?? unreachable(error, log);
  }

  phase = 'answered';
  timer.pause();
  if (response.body === null) {
    release();
    return response;
  }
  function end(reason: HttpError | undefined, status = response.status): HttpError | undefined {
    release();
    request.onEnd?.(status, reason);
    // Where Decart has answered before it had the whole body, nobody wants the rest.
    controller.abort();
    return reason;
  }
  const body = watchStream(response.body, {
    onWait: () => timer.run(idleTimeout),
    onChunk(bytes) {
      // How long the client takes to read is its own affair.
      timer.pause();
      request.onBytesDown?.(bytes);
    },
    onDone: () => end(undefined),
    onError: (error) => end(failure ?? unreachable(error, log)),
    // Cancelled by ourselves, with the answer that is sent in its place; or by who has asked.
    onCancel: (reason) => (reason instanceof HttpError ? end(reason, reason.status) : end(clientGone())),
  });
  return new Response(body, response);
}

/** `duplex` is missing in the DOM's types, and needed for a body that streams. */
export type StreamingRequestInit = RequestInit & { duplex: 'half' };

/**
 * A redirect is never followed: that would send the key to wherever it points. Node's `fetch` (undici) moreover keeps a
 * copy of the whole body, a gigabyte in memory, for a request that may be redirected or that has a window: these two say
 * that there is neither. Cloudflare's knows no 'error'; there a redirect comes back as an answer, which is refused.
 */
const WITHOUT_COPY: Pick<RequestInit, 'redirect' | 'window'> = {
  redirect: knowsRedirectError() ? 'error' : 'manual',
  window: null,
};

function knowsRedirectError(): boolean {
  try {
    new Request('http://localhost', { redirect: 'error' });
    return true;
  } catch {
    return false;
  }
}

/** Throws at start-up, where a wrong address can still be seen by who wrote it. */
export function parseBaseUrl(text: string, option: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw invalidOptions(`\`${option}\` is no http(s) address, such as "https://api.decart.ai".`);
}

function timedOut(phase: string): HttpError {
  return phase === 'client sends'
    ? new HttpError(408, 'TIMEOUT', 'The request stopped coming before it was complete.')
    : new HttpError(504, 'TIMEOUT', 'Decart did not answer in time.');
}

function tooLarge(limit: number): HttpError {
  return new HttpError(
    413,
    'TOO_LARGE',
    `The request's body has more than the ${limit} bytes that may be sent.`,
  );
}

/** Node's own time-outs, which end a request when ours are longer than they. */
const NODE_TIMEOUTS = /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/;

function unreachable(error: unknown, log: SafeLogger): HttpError {
  log.error('Decart could not be reached, or broke off.', error);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (NODE_TIMEOUTS.test(code)) return timedOut('decart answers');
  return new HttpError(502, 'UNREACHABLE', 'Decart could not be reached.');
}
