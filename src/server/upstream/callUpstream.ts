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
  /** The bytes that the body has, where they are known. More or fewer end the call. */
  length?: number | undefined;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  timeouts: UpstreamTimeouts;
  /** Whether it does no harm to ask twice. */
  isRepeatable: boolean;
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

export interface UpstreamAnswer {
  status: number;
  ok: boolean;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
  /** Lets the connection go. `reason` is what the client is answered in place of this; without one, it got its answer. */
  cancel(reason?: HttpError): void;
}

/** What is being waited for, and whose fault it is if it doesn't come. */
type Phase = 'client sends' | 'decart reads' | 'decart answers' | 'client reads';

/**
 * The one place that calls Decart. Bodies stream both ways, a chunk at a time; what goes wrong is thrown as the
 * `HttpError` that the client should see, and is in the log when it was not the client's doing.
 *
 * This is `fetch` and not the SDK: the SDK's calls buffer, its `tokens.create` knows neither a signal nor a time-out, and
 * the text of a failed answer, which may repeat the key, is part of the error that it throws.
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

  /** The first reason counts: what the abort makes fail afterwards is only its echo. */
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
      // An answer that came before the whole body did has the timer for itself.
      if (isAnswered) return;
      phase = next;
      timer.run(ms);
    }
    const watched = watchStream(stream, {
      onWait: () => enter('client sends', timeouts.idle),
      onChunk(bytes) {
        size += bytes;
        if (size > maxBodySize) throw fail(tooLarge(maxBodySize));
        // What is sent beyond the length that was said would be the next request, with another user's answer.
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

  /** One attempt. Rejects with whatever `fetch` rejects with. */
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
    // Decart closed the idle connection in the moment in which it was taken again.
    if (failure || !request.isRepeatable || !isConnectionLoss(error)) throw error;
    return send();
  });
  let response: Response;
  try {
    // Not every runtime lets `fetch` fail as soon as it is aborted.
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
    // Where Decart has answered before it had the whole body, nobody wants the rest.
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

function timedOut(phase: Phase): HttpError {
  switch (phase) {
    case 'client sends':
      return new HttpError(408, 'TIMEOUT', 'The request stopped coming before it was complete.');
    case 'client reads':
      return new HttpError(499, 'CLIENT_STALLED', 'The client stopped reading.');
    default:
      return new HttpError(504, 'TIMEOUT', 'Decart did not answer in time.');
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
  const detail = "The request's body is not as long as its Content-Length.";
  log.error(`${detail} Something in front of this handler may have changed the body.`);
  return new HttpError(400, 'INVALID_INPUT', detail);
}

/** The code of a network error, wherever the runtime has it. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause, depth + 1);
}

function isConnectionLoss(error: unknown): boolean {
  // Cloudflare Workers have no codes, and say this.
  if (error instanceof Error && 'retryable' in error && error.retryable === true) return true;
  return /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed)$/.test(codeOf(error));
}

/** Node's own time-outs, which end a request when ours are longer than they. */
const NODE_TIMEOUTS = /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/;

function unreachable(error: unknown, log: SafeLogger): HttpError {
  log.error('Decart could not be reached, or broke off.', error);
  if (NODE_TIMEOUTS.test(codeOf(error))) return timedOut('decart answers');
  return new HttpError(502, 'UNREACHABLE', 'Decart could not be reached.');
}
