import type { DecartErrorCode } from './codes';
import { DecartError } from './DecartError';

/** The error for a response that isn't Decart's: a gateway's page, foreign JSON, an empty body. */
export function unexpectedResponseError(code: DecartErrorCode, what: string, cause?: unknown): DecartError {
  const message = `The response didn't come from Decart (${what}). Check \`proxy\` or \`baseUrl\`.`;
  return new DecartError(code, message, { cause });
}
