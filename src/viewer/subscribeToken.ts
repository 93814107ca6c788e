import { DecartError } from '../errors/DecartError';
import { isRecord, parseJson } from '../errors/json';

/**
 * Says at once what the SDK would say only after a token was fetched.
 *
 * @throws `DecartError` `INVALID_INPUT`
 */
export function assertSubscribeToken(token: string): void {
  if (isRecord(decode(token))) return;
  throw new DecartError(
    'INVALID_INPUT',
    'This is no subscribe token. Give the viewer the `subscribeToken` of a live session, unchanged.',
  );
}

function decode(token: string): unknown {
  try {
    return parseJson(atob(token));
  } catch {
    return undefined;
  }
}
