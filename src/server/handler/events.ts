import type { ProxyAction } from '../proxy/routes';
import type { SafeLogger } from './log';

export type TokenAction = 'token.create' | 'session.wait' | 'session.report';

/**
 * A request and how it ended, reported once: when the last byte is sent, or when nobody waits for it any more. It
 * contains no key, token or prompt, and nothing from a body.
 */
export interface ServerEvent {
  /**
   * The requested action. With `sessions`, a token request that was answered with a place in line is `session.wait`, and
   * a page's report about its session is `session.report`. `'unknown'` for anything that the endpoint doesn't support.
   */
  action: TokenAction | ProxyAction | 'unknown';
  /** The HTTP method of the request. */
  method: string;
  /** `completed`; `refused` with a 4xx, by this server or by Decart; `failed` with a 5xx; `aborted` by the client. */
  outcome: 'completed' | 'refused' | 'failed' | 'aborted';
  /** The HTTP status of the response; 499 if the client disconnected before there was one. */
  status: number;
  /** Why it failed: `'UNAUTHORIZED'`, `'RATE_LIMITED'`, `'TIMEOUT'` … */
  code?: string;
  /** The id of the user that `authorize` returned. */
  userId?: string;
  /** The address of the client, if the server knows it. */
  address?: string;
  /** The page's origin, according to the browser. */
  origin?: string;
  /** The requested model. */
  model?: string;
  /** Decart's own id of the job, without the signature. */
  jobId?: string;
  /** The id of the requested file. */
  fileId?: string;
  /** When the request arrived, in milliseconds since 1970. */
  startedAt: number;
  /** Its duration in milliseconds. */
  duration: number;
  /** Bytes of the request's body that were sent to Decart. */
  bytesUp: number;
  /** Bytes of the response's body. */
  bytesDown: number;
}

export type OnServerEvent = (event: ServerEvent) => void | Promise<void>;

/**
 * Keeps the runtime alive until the promise is settled: `waitUntil` of `cloudflare:workers` or `@vercel/functions`, `after`
 * of `next/server`.
 */
export type WaitUntil = (promise: Promise<unknown>, request: Request) => unknown;

/** Asks the runtime to wait for a promise of this request. Never throws. */
export type KeepAlive = (promise: Promise<unknown>) => void;

export function createKeepAlive(
  waitUntil: WaitUntil | undefined,
  request: Request,
  log: SafeLogger,
): KeepAlive | undefined {
  if (waitUntil === undefined) return undefined;
  const fail = (cause: unknown) => log.error('`waitUntil` failed.', cause);
  return (promise) => {
    try {
      Promise.resolve(waitUntil(promise, request)).catch(fail);
    } catch (cause) {
      fail(cause);
    }
  };
}

/** Facts about a request that become known while it is handled. */
export type RequestRecord = Partial<ServerEvent> & { bytesUp: number; bytesDown: number };

/** The records of one request: fill `record`, then call `finish` once; later calls are ignored. */
export interface Recorder {
  readonly record: RequestRecord;
  /** Called when the request is over; at once if it already is. */
  onFinish(release: () => void): void;
  finish(status: number, outcome?: ServerEvent['outcome']): void;
}

export interface RecorderOptions {
  onEvent: OnServerEvent | undefined;
  /** Undefined if the runtime needs none. */
  keepAlive: KeepAlive | undefined;
  /** Milliseconds that `onEvent` may keep the runtime alive. */
  timeout: number;
  log: SafeLogger;
}

export function startRecording(request: Request, options: RecorderOptions): Recorder {
  const { onEvent, keepAlive, timeout, log } = options;
  const startedAt = Date.now();
  const record: RequestRecord = { bytesUp: 0, bytesDown: 0 };
  const origin = request.headers.get('origin');
  if (origin !== null) record.origin = origin;
  const releases: (() => void)[] = [];
  // A preflight is sent by the browser, not by the app.
  const isTold = onEvent !== undefined && request.method !== 'OPTIONS';
  let finished = false;
  let onDelivered = () => {};

  // Requested at the start: after the response is sent, a runtime may stop before the event is reported.
  if (isTold && keepAlive) {
    const delivered = new Promise<void>((resolve) => {
      onDelivered = resolve;
    });
    keepAlive(delivered);
  }

  async function tell(event: ServerEvent): Promise<void> {
    // An observer must not be able to delay or break the request.
    const told = Promise.resolve(event).then(onEvent);
    const onTimeout = () => {
      log.error(`\`onEvent\` didn't finish within ${timeout} ms.`);
      onDelivered();
    };
    // Only a runtime that waits for it needs to know that the time is up.
    const timer = keepAlive && setTimeout(onTimeout, timeout);
    await told.catch((cause) => log.error('`onEvent` threw.', cause));
    clearTimeout(timer);
    onDelivered();
  }

  return {
    record,
    onFinish(release) {
      if (finished) release();
      else releases.push(release);
    },
    finish(status, outcome = outcomeOf(status)) {
      if (finished) return;
      finished = true;
      for (const release of releases) release();
      if (!isTold) return;
      const duration = Date.now() - startedAt;
      const event = { action: 'unknown' as const, ...record, method: request.method };
      void tell({ ...event, outcome, status, startedAt, duration });
    },
  };
}

export function outcomeOf(status: number): ServerEvent['outcome'] {
  if (status === 499) return 'aborted';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'completed';
}
