import { type DecartErrorCode, isRetryable } from './codes';
import { redact, redactCause } from './redact';

const MAX_DETAIL_LENGTH = 500;

/** What a {@link DecartError} may say besides its code and message. */
export interface DecartErrorOptions {
  /** The HTTP status, where an HTTP answer was the reason. */
  status?: number | undefined;
  /** What was thrown underneath. Keys and tokens in it are taken out. */
  cause?: unknown;
  /** What your own server said, such as the message of your token route. */
  detail?: string | undefined;
  /** How many seconds to wait before the next try, where the server said so. */
  retryAfterSeconds?: number | undefined;
  /** Whether doing the same again may succeed. @defaultValue what is usual for the code */
  retryable?: boolean | undefined;
  /** Whether it ended what it happened in: `false` for a realtime session that continues. @defaultValue true */
  fatal?: boolean | undefined;
}

/**
 * The one class of error of this package: everything that its hooks, components and client report or reject with.
 * The message says what happened and what to do; `code` is stable and meant for code. Keys and tokens never get into
 * the message or the cause.
 *
 * The server entry has a copy of this class: compare `code`, not with `instanceof`, across entries.
 *
 * @example
 * ```tsx
 * const { status, error, start } = useRealtimeStream({ model: 'lucy-2.5' });
 * if (status === 'error' && error.code === 'CAMERA_DENIED') return <HowToAllowTheCamera onRetry={start} />;
 * ```
 */
export class DecartError extends Error {
  /** Always `'DecartError'`. */
  override readonly name = 'DecartError';
  /** What happened, for code: it stays the same from version to version. */
  readonly code: DecartErrorCode;
  /** The HTTP status, where an HTTP answer was the reason. */
  readonly status?: number | undefined;
  /** Whether doing the same again, unchanged, may succeed. */
  readonly retryable: boolean;
  /** `false` when what it happened in continues, as a realtime session after a rejected prompt. */
  readonly fatal: boolean;
  /** What your own server said, such as the message of your token route; at most 500 characters. */
  readonly detail?: string | undefined;
  /** How many seconds to wait before the next try, where the server said so (`Retry-After`). */
  readonly retryAfterSeconds?: number | undefined;

  /**
   * @param code - what a program asks for
   * @param message - what happened, and what to do
   * @param options - all of it may be left out
   */
  constructor(code: DecartErrorCode, message: string, options: DecartErrorOptions = {}) {
    const { status, cause, retryable = isRetryable(code), fatal = true, detail, retryAfterSeconds } = options;
    super(redact(message), cause === undefined ? undefined : { cause: redactCause(cause) });
    this.code = code;
    this.status = status;
    this.retryable = retryable;
    this.fatal = fatal;
    this.detail = detail === undefined ? undefined : redact(detail.slice(0, MAX_DETAIL_LENGTH));
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
