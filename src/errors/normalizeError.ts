import { type DecartErrorCode, isErrorCode } from './codes';
import { DecartError } from './DecartError';
import { isRecord } from './json';

/** Something that was thrown, with what can be read of it. */
export interface Thrown {
  readonly error: unknown;
  /** The properties of the error, if it is an object. */
  readonly fields: Record<string, unknown>;
  /** Its own code, else the caller's fallback. */
  readonly code: DecartErrorCode;
  readonly message: string;
}

/**
 * The part of `toDecartError` that all of the package needs. What only HTTP calls throw is read by `readMore`, so that
 * an app that only streams does not load it.
 */
export function normalizeError(
  error: unknown,
  fallbackCode: DecartErrorCode = 'UNKNOWN',
  readMore?: (thrown: Thrown) => DecartError | undefined,
): DecartError {
  if (error instanceof DecartError) return error;
  if (isOtherCopy(error)) return new DecartError(error.code, error.message, error);
  // Newer SDKs throw real errors, with the plain object of the older ones inside.
  if (isRecord(error) && isRecord(error.sdkError))
    return normalizeError(error.sdkError, fallbackCode, readMore);
  const fields = isRecord(error) ? error : { message: error };
  const { name } = fields;
  // The SDK's codes come on plain objects. Those of real errors are other libraries': ERR_NETWORK, ENOENT.
  const code = !(error instanceof Error) && isErrorCode(fields.code) ? fields.code : fallbackCode;
  const message = readMessage(fields);

  if (name === 'AbortError' || name === 'TimeoutError' || message === 'Polling aborted') {
    return new DecartError('ABORTED', 'It was aborted.', { cause: error });
  }

  const more = readMore?.({ error, fields, code, message });
  if (more) return more;

  // p-retry, inside the SDK, says this in place of the plain object that tells that livekit-client did not load.
  if (message.startsWith('Non-error was thrown')) {
    // A browser keeps a failed `import()` for the life of the page.
    const advice = 'livekit-client could not be loaded. Check the network connection and reload the page.';
    return new DecartError('LIVEKIT_INITIALIZATION_ERROR', advice, { cause: error });
  }
  if (name === 'TypeError' && /fetch|network|load failed/i.test(message)) {
    const advice = `No answer came (${message}). Check the network connection and try again.`;
    return new DecartError(code, advice, { cause: error, retryable: true });
  }
  return new DecartError(readCode(message, code), message || 'It failed without saying why.', {
    cause: error,
  });
}

/** The entries' bundles have a class each, so an error of another entry is known by its name. */
function isOtherCopy(error: unknown): error is DecartError {
  return error instanceof Error && error.name === 'DecartError';
}

function readMessage({ message, cause, name }: Record<string, unknown>): string {
  const text = typeof message === 'string' ? message : '';
  // The SDK's plain objects say "Signaling error" and no more; what happened is in their cause.
  const reason = !name && isRecord(cause) && typeof cause.message === 'string' ? cause.message : '';
  return text.includes(reason) ? text : `${text}: ${reason}`;
}

/** The realtime half of the SDK tells most of what happened only in words. */
function readCode(message: string, code: DecartErrorCode): DecartErrorCode {
  if (!code.startsWith('WEBRTC')) return code;
  if (/concurrent session/i.test(message)) return 'CONCURRENCY_LIMIT';
  if (/unauthorized|invalid api key|\b401\b/i.test(message)) return 'UNAUTHORIZED';
  if (/permission denied|model.*not allowed|not allowed.*model/i.test(message)) return 'MODEL_NOT_ALLOWED';
  if (/invalid subscribe token/i.test(message)) return 'INVALID_INPUT';
  if (/websocket/i.test(message)) return 'WEBRTC_WEBSOCKET_ERROR';
  return /time(d )?out/i.test(message) ? 'WEBRTC_TIMEOUT_ERROR' : code;
}
