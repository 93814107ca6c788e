import { homepage } from '../../package.json';
import { type DecartErrorCode, isRetryable } from './codes';
import { redact, redactCause } from './redact';

const MAX_DETAIL_LENGTH = 500;

/** What a {@link DecartError} may contain besides its code and message. */
export interface DecartErrorOptions {
  /** The HTTP status, if an HTTP response was the reason. */
  status?: number | undefined;
  /** What was originally thrown. Keys and tokens in it are removed. */
  cause?: unknown;
  /** What your server answered, for example your token route. */
  detail?: string | undefined;
  /** How many seconds to wait before the next try, if the server said so. */
  retryAfterSeconds?: number | undefined;
  /** Whether a retry may succeed. @defaultValue the usual value for the code */
  retryable?: boolean | undefined;
  /** Whether the session or call ended: `false` for a realtime session that continues. @defaultValue true */
  fatal?: boolean | undefined;
}

/**
 * The only error class of this package: everything that its hooks, components and client report or reject with. `message`
 * says what happened and what to do; `code` is stable and meant for programs. Keys and tokens never get into the message
 * or the cause.
 *
 * The server entry has a copy of this class: compare `code`, not with `instanceof`, across entries.
 *
 * @example
 * ```tsx
 * const { status, error, start } = useRealtimeStream({ model: 'lucy-2.5' });
 * if (status === 'error' && error.code === 'CAMERA_DENIED') return <HowToAllowTheCamera onRetry={() => void start()} />;
 * ```
 */
export class DecartError extends Error {
  /** Always `'DecartError'`. */
  override readonly name = 'DecartError';
  /** What happened, for programs: it stays the same from version to version. */
  readonly code: DecartErrorCode;
  /** The HTTP status, if an HTTP response was the reason. */
  readonly status?: number | undefined;
  /** Whether an unchanged retry may succeed. */
  readonly retryable: boolean;
  /** `false` if the session continues, for example after a rejected prompt. */
  readonly fatal: boolean;
  /** What your server answered, for example your token route; at most 500 characters. */
  readonly detail?: string | undefined;
  /** How many seconds to wait before the next try, if the server said so (`Retry-After`). */
  readonly retryAfterSeconds?: number | undefined;

  /**
   * @param code - what happened, for programs
   * @param message - what happened, and what to do
   * @param options - all are optional
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

  /** The page about `code` on the documentation site: what happened, why, what to do, and what follows. */
  get docsUrl(): string {
    return `${homepage}errors/${this.code.toLowerCase()}/`;
  }
}
