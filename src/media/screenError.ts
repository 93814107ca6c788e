import { DecartError, type DecartErrorOptions } from '../errors/DecartError';
import { isAllowedByPolicy, nameOf } from './mediaError';

/** Why no screen was shared. Names: https://developer.mozilla.org/docs/Web/API/MediaDevices/getDisplayMedia#exceptions. */
export function screenError(cause: unknown): DecartError {
  const denied = (message: string, options: DecartErrorOptions = {}) =>
    new DecartError('SCREEN_DENIED', message, { cause, ...options });
  if (!isAllowedByPolicy('display-capture')) {
    return denied(
      'This page isn\'t allowed to share a screen. Its <iframe> needs allow="display-capture", or its Permissions-Policy header must allow it.',
      { retryable: false },
    );
  }
  if (nameOf(cause) === 'InvalidStateError') {
    return denied(
      "Browsers share a screen only right after a click or a key press. Call `start()` or `setInput('screen')` in its handler.",
    );
  }
  // Chrome's message if macOS blocks it.
  if (cause instanceof DOMException && /system/i.test(cause.message)) {
    return denied(
      'The operating system blocks screen sharing for this browser. Allow it in the privacy settings of the system, then try again.',
    );
  }
  if (nameOf(cause) === 'NotAllowedError') {
    return denied('No screen was shared: the dialog was cancelled. Try again, and choose a screen.');
  }
  return denied("The screen couldn't be shared. Choose another screen, window or tab, then try again.");
}
