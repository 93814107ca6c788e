import { type DecartErrorCode, isErrorCode } from './codes';
import { DecartError } from './DecartError';
import { isRecord } from './json';

/** A value that was thrown, with everything that can be read from it. */
export interface Thrown {
  readonly error: unknown;
  /** The properties of the error, if it is an object. */
  readonly fields: Record<string, unknown>;
  /** Its own code, else the caller's fallback. */
  readonly code: DecartErrorCode;
  readonly message: string;
}

/**
 * The part of `toDecartError` that the whole package needs. `readMore` reads what only HTTP calls throw, so that an app
 * that only streams doesn't load it.
 */
export function normalizeError(
  error: unknown,
  fallbackCode: DecartErrorCode = 'UNKNOWN',
  readMore?: (thrown: Thrown) => DecartError | undefined,
): DecartError {
  if (error instanceof DecartError) return error;
  if (isOtherCopy(error)) return new DecartError(error.code, error.message, error);
  // Newer SDKs throw real errors, with the plain object of older versions inside.
  if (isRecord(error) && isRecord(error.sdkError))
    return normalizeError(error.sdkError, fallbackCode, readMore);
  const fields = isRecord(error) ? error : { message: error };
  const { name } = fields;
  // Only plain objects carry the SDK's codes. Real errors carry those of other libraries: ERR_NETWORK, ENOENT.
  const code = !(error instanceof Error) && isErrorCode(fields.code) ? fields.code : fallbackCode;
  const message = readMessage(fields);

  if (name === 'AbortError' || name === 'TimeoutError' || message === 'Polling aborted') {
    return new DecartError('ABORTED', 'It was aborted.', { cause: error });
  }

  const more = readMore?.({ error, fields, code, message });
  if (more) return more;

  // p-retry, inside the SDK, throws this instead of the plain object that says that livekit-client did not load.
  if (message.startsWith('Non-error was thrown')) {
    // A browser remembers a failed `import()` until the page is reloaded.
    const advice = "livekit-client couldn't be loaded. Check the network connection and reload the page.";
    return new DecartError('LIVEKIT_INITIALIZATION_ERROR', advice, { cause: error });
  }
  if (name === 'TypeError' && /fetch|network|load failed/i.test(message)) {
    const advice = `There was no answer (${message}). Check the network connection and try again.`;
    return new DecartError(code, advice, { cause: error, retryable: true });
  }
  return new DecartError(readCode(message, code), message || 'It failed without a reason.', {
    cause: error,
  });
}

/** Each entry's bundle has its own class, so an error of another entry is recognized by its name. */
function isOtherCopy(error: unknown): error is DecartError {
  return error instanceof Error && error.name === 'DecartError';
}

function readMessage({ message, cause, name }: Record<string, unknown>): string {
  const text = typeof message === 'string' ? message : '';
  // The SDK's plain objects only say "Signaling error"; what happened is in their cause.
  const reason = !name && isRecord(cause) && typeof cause.message === 'string' ? cause.message : '';
  return text.includes(reason) ? text : `${text}: ${reason}`;
}

/** The realtime half of the SDK describes most of what happened only in words. */
function readCode(message: string, code: DecartErrorCode): DecartErrorCode {
  if (!code.startsWith('WEBRTC')) return code;
  if (/concurrent session/i.test(message)) return 'CONCURRENCY_LIMIT';
  if (/unauthorized|invalid api key|\b401\b/i.test(message)) return 'UNAUTHORIZED';
  if (/permission denied|model.*not allowed|not allowed.*model/i.test(message)) return 'MODEL_NOT_ALLOWED';
  if (/invalid subscribe token/i.test(message)) return 'INVALID_INPUT';
  if (/websocket/i.test(message)) return 'WEBRTC_WEBSOCKET_ERROR';
  return /time(d )?out/i.test(message) ? 'WEBRTC_TIMEOUT_ERROR' : code;
}
