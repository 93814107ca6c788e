import type { DecartErrorCode } from './codes';
import { DecartError } from './DecartError';

/**
 * The error when a part of this package's code can't be loaded. A retry doesn't help: by the HTML standard a browser
 * remembers a failed `import()` until the page is reloaded.
 */
export function chunkError(code: DecartErrorCode, cause: unknown): DecartError {
  const message = "A part of the app's code couldn't be loaded. Check the network, then reload the page.";
  return new DecartError(code, message, { cause, retryable: false });
}
