import type { ProxyAction } from '../proxy/routes';
import type { SafeLogger } from './log';

export type TokenAction = 'token.create' | 'session.wait' | 'session.report';

/**
 * What one request was and how it ended, told once, when the last byte is through or nobody waits for it any more.
 * It holds no key, no token, no prompt, and nothing of a body.
 */
export interface ServerEvent {
  /**
   * What was asked for. With `sessions`, a request for a token that was answered with a place in line is `session.wait`, and
   * what a page reports of its session is `session.report`. `'unknown'` for what is nothing that the endpoint does.
   */
  action: TokenAction | ProxyAction | 'unknown';
  /** The HTTP method of the request. */
  method: string;
  /** `completed`; `refused` with a 4xx, by this server or by Decart; `failed` with a 5xx; `aborted` by the client. */
  outcome: 'completed' | 'refused' | 'failed' | 'aborted';
  /** The HTTP status of the answer; 499 where the client went away before there was one. */
  status: number;
  /** Why it was not answered: `'UNAUTHORIZED'`, `'RATE_LIMITED'`, `'TIMEOUT'` … */
  code?: string;
  /** The id of the user that `authorize` gave. */
  userId?: string;
  /** Where the request came from, as far as the server knows. */
  address?: string;
  /** The page's origin, as the browser said it. */
  origin?: string;
  /** The model that was asked for. */
  model?: string;
  /** Decart's own id of the job, without the signature. */
  jobId?: string;
  /** The id of the file that was asked for. */
  fileId?: string;
  /** When the request came, in milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds until it was over. */
  duration: number;
  /** Bytes of the request's body that went to Decart. */
  bytesUp: number;
  /** Bytes of the answer's body. */
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

/** What becomes known of a request on its way. */
export type RequestRecord = Partial<ServerEvent> & { bytesUp: number; bytesDown: number };

/** One request's bookkeeping: fill `record` on the way, `finish` it once; what comes after that is ignored. */
export interface Recorder {
  readonly record: RequestRecord;
  /** Called when the request is over, or at once if it is already. */
  onFinish(release: () => void): void;
  finish(status: number, outcome?: ServerEvent['outcome']): void;
}

export interface RecorderOptions {
  onEvent: OnServerEvent | undefined;
  /** Undefined where the runtime needs none. */
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
  // A preflight is the browser's own question.
  const isTold = onEvent !== undefined && request.method !== 'OPTIONS';
  let finished = false;
  let onDelivered = () => {};

  // Asked for at the start: once the answer is through, a runtime may stop before the event is sent.
  if (isTold && keepAlive) {
    const delivered = new Promise<void>((resolve) => {
      onDelivered = resolve;
    });
    keepAlive(delivered);
  }

  async function tell(event: ServerEvent): Promise<void> {
    // It must not be able to hold up or to break what it only watches.
    const told = Promise.resolve(event).then(onEvent);
    const onTimeout = () => {
      log.error(`\`onEvent\` did not answer within ${timeout} ms.`);
      onDelivered();
    };
    // Only a runtime that waits for it needs to know that nobody waits any more.
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
