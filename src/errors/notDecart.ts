import type { DecartErrorCode } from './codes';
import { DecartError } from './DecartError';

/** The error where an answer came that is none of Decart's. */
export function notDecart(code: DecartErrorCode, what: string, cause?: unknown): DecartError {
  const message = `Something else than Decart answered (${what}). Check \`proxy\` or \`baseUrl\`.`;
  return new DecartError(code, message, { cause });
}
