import { type DecartErrorCode, isDecartErrorCode } from './codes';
import { DecartError } from './DecartError';
import { httpError, readHttpFailure } from './httpError';
import { describeInputProblems } from './inputProblems';
import { isRecord } from './isRecord';
import { realtimeProblem } from './realtimeProblem';

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
  const code = isDecartErrorCode(thrown.code) ? thrown.code : fallbackCode;
  const message = readMessage(thrown);
  const withCause = { cause: error };

  if (thrown.name === 'DecartError') return fromOtherCopy(code, message, thrown);

  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError' || message === 'Polling aborted') {
    return new DecartError('ABORTED', 'Given up before it was done, as its caller asked.', withCause);
  }

  const issues = readIssues(thrown, message);
  if (issues) {
    const subject = /^Invalid inputs for ([^:]+):/.exec(message)?.[1];
    const invalid = subject ? `Invalid input for ${subject}` : 'Invalid input';
    return new DecartError('INVALID_INPUT', `${invalid}: ${describeInputProblems(issues)}.`, withCause);
  }

  const failure = readHttpFailure(thrown, message);
  if (failure) return httpError(failure, code, error);

  // p-retry, inside the SDK, says this in place of the plain object that tells that livekit-client did not load.
  if (message.startsWith('Non-error was thrown')) {
    const advice = 'The realtime code (livekit-client) could not be loaded. Check the network and try again.';
    return new DecartError('LIVEKIT_INITIALIZATION_ERROR', advice, withCause);
  }

  if (thrown.name === 'TypeError' && /fetch|network|load failed/i.test(message)) {
    const text = `No answer came (${message}). Check the network connection and try again.`;
    return new DecartError(code, text, { cause: error, retryable: true });
  }

  const problem = code.startsWith('WEBRTC_') ? realtimeProblem(message) : undefined;
  if (problem)
    return new DecartError(problem.code, `${message.replace(/\.$/, '')}. ${problem.advice}`, withCause);

  return new DecartError(code, message || 'It failed without saying why.', withCause);
}

function readMessage({ message, cause, name }: Record<string, unknown>): string {
  const text = typeof message === 'string' ? message : '';
  // The SDK's plain objects say "Signaling error" and no more; what happened is in their cause.
  const reason = !name && isRecord(cause) && typeof cause.message === 'string' ? cause.message : '';
  return reason && !text.includes(reason) ? `${text}: ${reason}` : text;
}

/** Classes differ between the entries' bundles, so another entry's error is known by its name. */
function fromOtherCopy(code: DecartErrorCode, message: string, thrown: Record<string, unknown>): DecartError {
  const { status, retryable, fatal, cause } = thrown;
  return new DecartError(code, message, {
    status: typeof status === 'number' ? status : undefined,
    retryable: typeof retryable === 'boolean' ? retryable : undefined,
    fatal: typeof fatal === 'boolean' ? fatal : undefined,
    cause,
  });
}

/** The list of a `ZodError`, which the SDK also puts into a message as JSON. */
function readIssues(thrown: Record<string, unknown>, message: string): readonly unknown[] | undefined {
  if (Array.isArray(thrown.issues)) return thrown.issues;
  if (!message.startsWith('Invalid inputs for ')) return undefined;
  try {
    const issues: unknown = JSON.parse(message.slice(message.indexOf('[')));
    return Array.isArray(issues) ? issues : undefined;
  } catch {
    return undefined;
  }
}
