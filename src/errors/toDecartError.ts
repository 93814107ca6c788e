import { type DecartErrorCode, isErrorCode } from './codes';
import { DecartError } from './DecartError';
import { describeIssues } from './describeIssues';
import { httpError, readHttpFailure } from './httpError';
import { isRecord, parseJson } from './json';

/**
 * Turns whatever was thrown into a {@link DecartError}: the SDK's plain objects, its HTTP errors, `ZodError`s,
 * `DOMException`s, strings, `undefined`. A `DecartError` is returned as it is.
 *
 * @param error - what was caught
 * @param fallbackCode - the code where what was thrown tells none. @defaultValue 'UNKNOWN'
 *
 * @example
 * ```ts
 * try {
 *   await client.process({ model: models.image('lucy-image-2'), prompt, data });
 * } catch (cause) {
 *   const error = toDecartError(cause);
 *   if (error.code === 'RATE_LIMITED') showTryAgainLater();
 * }
 * ```
 */
export function toDecartError(error: unknown, fallbackCode: DecartErrorCode = 'UNKNOWN'): DecartError {
  if (error instanceof DecartError) return error;
  const thrown = isRecord(error) ? error : { message: error };
  const { name } = thrown;
  const code = isErrorCode(thrown.code) ? thrown.code : fallbackCode;
  const message = readMessage(thrown);
  const withCause = { cause: error };

  if (name === 'DecartError') return fromOtherCopy(code, message, thrown);

  if (name === 'AbortError' || name === 'TimeoutError' || message === 'Polling aborted') {
    return new DecartError('ABORTED', 'It was aborted.', withCause);
  }

  const issues = readIssues(thrown, message);
  if (issues) {
    const subject = /^Invalid inputs( for [^:]+):/.exec(message)?.[1] ?? '';
    return new DecartError('INVALID_INPUT', `Invalid input${subject}: ${describeIssues(issues)}.`, withCause);
  }

  const failure = readHttpFailure(thrown, message);
  if (failure) return httpError(failure, code, error);

  // p-retry, inside the SDK, says this in place of the plain object that tells that livekit-client did not load.
  if (message.startsWith('Non-error was thrown')) {
    const advice = 'livekit-client could not be loaded. Check the network connection and try again.';
    return new DecartError('LIVEKIT_INITIALIZATION_ERROR', advice, withCause);
  }

  if (name === 'TypeError' && /fetch|network|load failed/i.test(message)) {
    const advice = `No answer came (${message}). Check the network connection and try again.`;
    return new DecartError(code, advice, { ...withCause, retryable: true });
  }

  return new DecartError(
    code.startsWith('WEBRTC') ? realtimeCode(message, code) : code,
    message || 'It failed without saying why.',
    withCause,
  );
}

function readMessage({ message, cause, name }: Record<string, unknown>): string {
  const text = typeof message === 'string' ? message : '';
  // The SDK's plain objects say "Signaling error" and no more; what happened is in their cause.
  const reason = !name && isRecord(cause) && typeof cause.message === 'string' ? cause.message : '';
  return text.includes(reason) ? text : `${text}: ${reason}`;
}

/** Classes differ between the entries' bundles, so another entry's error is known by its name. */
function fromOtherCopy(code: DecartErrorCode, message: string, thrown: Record<string, unknown>): DecartError {
  const { status, retryable, fatal, cause } = thrown;
  return new DecartError(code, message, {
    status: typeof status === 'number' ? status : undefined,
    retryable: retryable === true,
    fatal: fatal !== false,
    cause,
  });
}

/** The list of a `ZodError`, which the SDK also puts into a message as JSON. */
function readIssues({ issues }: Record<string, unknown>, message: string): readonly unknown[] | undefined {
  const list = issues ?? (/^Invalid inputs/.test(message) && parseJson(message.slice(message.indexOf('['))));
  return Array.isArray(list) ? list : undefined;
}

/** The realtime half of the SDK tells most of what happened only in words. */
function realtimeCode(message: string, code: DecartErrorCode): DecartErrorCode {
  if (/concurrent session/i.test(message)) return 'CONCURRENCY_LIMIT';
  if (/unauthorized|invalid api key|\b401\b/i.test(message)) return 'UNAUTHORIZED';
  if (/permission denied|model.*not allowed|not allowed.*model/i.test(message)) return 'MODEL_NOT_ALLOWED';
  if (/invalid subscribe token/i.test(message)) return 'INVALID_INPUT';
  if (/websocket/i.test(message)) return 'WEBRTC_WEBSOCKET_ERROR';
  return /time(d )?out/i.test(message) ? 'WEBRTC_TIMEOUT_ERROR' : code;
}
