import { clientGone, HttpError } from '../handler/errors';
import type { SafeLogger } from '../handler/log';
import type { Fetch } from '../node/nodeFetch';
import { withLength } from './fixedLength';
import { createIdleTimer } from './idleTimer';
import { type WatchedStream, watchStream } from './streams';

/** Milliseconds. */
export interface UpstreamTimeouts {
  headers: number;
  idle: number;
  stalled: number;
}

export interface UpstreamRequest {
  url: string;
  method: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | string | null;
  /** The number of bytes in the body, if it is known. More or fewer bytes end the call. */
  length?: number | undefined;
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
  timeouts: UpstreamTimeouts;
  /** Whether the call can safely be repeated. */
  isRepeatable: boolean;
  /** The maximum number of bytes in the body. @defaultValue no limit */
  maxBodySize?: number;
  onBytesUp?(bytes: number): void;
  onBytesDown?(bytes: number): void;
  /**
   * The response's body, if it has one, has ended, with the status that the client sees; and the reason, if it broke off.
   */
  onEnd?(status: number, failure: HttpError | undefined): void;
  /** @defaultValue the runtime's */
  fetch: Fetch | undefined;
  log: SafeLogger;
}

export interface UpstreamAnswer {
  status: number;
  ok: boolean;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
  /**
   * Releases the connection. `reason` becomes the client's response; without one, the client got Decart's.
   */
  cancel(reason?: HttpError): void;
}

/** What we are waiting for, and whose fault it is if it doesn't arrive. */
type Phase = 'client sends' | 'decart reads' | 'decart answers' | 'client reads';

/**
 * The only place that calls Decart. Bodies stream in both directions, a chunk at a time. Errors are thrown as the
 * `HttpError` that the client should see, and logged unless the client caused them.
 *
 * This uses `fetch` and not the SDK: the SDK's calls buffer, its `tokens.create` has neither a signal nor a timeout, and
 * its errors contain the text of a failed response, which may repeat the key.
 */
export async function callUpstream(request: UpstreamRequest): Promise<UpstreamAnswer> {
  const { signal, log, timeouts, fetch = globalThis.fetch } = request;
  if (signal.aborted) throw clientGone();

  const controller = new AbortController();
  let failure: HttpError | undefined;
  let phase: Phase = 'decart answers';
  let isAnswered = false;
  let download: WatchedStream | undefined;
  let giveUp: (reason: HttpError) => void = () => {};
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  givenUp.catch(() => {});

  /** The first reason counts: later failures are only a consequence of the abort. */
  function fail(reason: HttpError): HttpError {
    if (failure === undefined) {
      failure = reason;
      controller.abort(reason);
      download?.breakOff(reason);
      giveUp(reason);
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
    const { maxBodySize = Number.POSITIVE_INFINITY, length, onBytesUp } = request;
    let size = 0;
    function enter(next: Phase, ms: number): void {
      // If the response comes before the whole body was sent, the timer is only for the response.
      if (isAnswered) return;
      phase = next;
      timer.run(ms);
    }
    const watched = watchStream(stream, {
      onWait: () => enter('client sends', timeouts.idle),
      onChunk(bytes) {
        size += bytes;
        if (size > maxBodySize) throw fail(tooLarge(maxBodySize));
        // Bytes beyond the declared length would be read as the next request, and another user would get its response.
        if (length !== undefined && size > length) throw fail(wrongLength(log));
        onBytesUp?.(bytes);
        enter('decart reads', timeouts.idle);
      },
      onDone() {
        if (length !== undefined && size < length) throw fail(wrongLength(log));
        enter('decart answers', timeouts.headers);
      },
      onError: () => fail(clientGone()),
    });
    return withLength(watched.stream, length);
  }

  /** One attempt. Rejects with the error of `fetch`. */
  function send(): Promise<Response> {
    const { body } = request;
    return fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: body === null || typeof body === 'string' ? body : upload(body),
      duplex: 'half',
      ...WITHOUT_COPY,
      signal: controller.signal,
    });
  }

  signal.addEventListener('abort', onClientGone, { once: true });
  timer.run(timeouts.headers);
  const answer = send().catch((error) => {
    // Decart closed the idle connection at the moment when it was reused.
    if (failure || !request.isRepeatable || !isConnectionLoss(error)) throw error;
    return send();
  });
  let response: Response;
  try {
    // Not on every runtime does `fetch` fail as soon as it is aborted.
    response = await Promise.race([answer, givenUp]);
  } catch (error) {
    answer.then((late) => late.body?.cancel()).catch(() => {});
    release();
    throw failure ?? unreachable(error, log);
  }

  const { status, ok, headers } = response;
  isAnswered = true;
  if (response.body === null) {
    release();
    return { status, ok, headers, body: null, cancel() {} };
  }

  let seen = status;
  let isDropped = false;
  function end(reason: HttpError | undefined): HttpError | undefined {
    release();
    if (!isDropped) request.onEnd?.(seen, reason);
    // If Decart has answered before it had the whole body, it doesn't need the rest.
    controller.abort();
    return reason;
  }
  function wait(next: Phase, ms: number): void {
    phase = next;
    timer.run(ms);
  }
  wait('client reads', timeouts.stalled);
  download = watchStream(response.body, {
    onWait: () => wait('decart answers', timeouts.idle),
    onChunk(bytes) {
      wait('client reads', timeouts.stalled);
      request.onBytesDown?.(bytes);
    },
    onDone: () => end(undefined),
    onError: (error) => end(failure ?? unreachable(error, log)),
    onCancel(reason) {
      if (reason instanceof HttpError) seen = reason.status;
      end(reason instanceof HttpError ? reason : clientGone());
    },
  });
  return {
    status,
    ok,
    headers,
    body: download.stream,
    cancel(reason) {
      isDropped = reason === undefined;
      if (reason) seen = reason.status;
      fail(reason ?? clientGone());
    },
  };
}

/** `duplex` is missing in the DOM's types, and is needed for a body that streams. */
export type StreamingRequestInit = RequestInit & { duplex: 'half' };

/**
 * A redirect is never followed: that would send the key to its target. Node's `fetch` (undici) also keeps a copy of the
 * whole body, maybe a gigabyte, if the request could be redirected or has a `window`: these two options rule that out.
 * Cloudflare's `fetch` doesn't support 'error'; there, a redirect is returned as a response, which we refuse.
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

function timedOut(phase: Phase): HttpError {
  switch (phase) {
    case 'client sends':
      return new HttpError(408, 'TIMEOUT', 'The request stopped arriving before it was complete.');
    case 'client reads':
      return new HttpError(499, 'CLIENT_STALLED', 'The client stopped reading.');
    default:
      return new HttpError(504, 'TIMEOUT', "Decart didn't answer in time.");
  }
}

function tooLarge(limit: number): HttpError {
  return new HttpError(
    413,
    'TOO_LARGE',
    `The request's body has more than the ${limit} bytes that may be sent.`,
  );
}

function wrongLength(log: SafeLogger): HttpError {
  const detail = "The request's body isn't as long as its Content-Length.";
  log.error(`${detail} Something in front of this handler may have changed the body.`);
  return new HttpError(400, 'INVALID_INPUT', detail);
}

/** The code of a network error, wherever the runtime puts it. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause, depth + 1);
}

function isConnectionLoss(error: unknown): boolean {
  // Cloudflare Workers have no codes, only this message.
  if (error instanceof Error && 'retryable' in error && error.retryable === true) return true;
  return /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed)$/.test(codeOf(error));
}

/** Node's own timeouts, which end a request if ours are longer. */
const NODE_TIMEOUTS = /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/;

function unreachable(error: unknown, log: SafeLogger): HttpError {
  log.error("Decart couldn't be reached, or broke off.", error);
  if (NODE_TIMEOUTS.test(codeOf(error))) return timedOut('decart answers');
  return new HttpError(502, 'UNREACHABLE', "Decart couldn't be reached.");
}
