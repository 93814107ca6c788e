import { throwIfAborted } from '../errors/abortable';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import type { ClientCore } from './clientCore';

/**
 * Makes a call with a valid token. If a call is refused as unauthorized, it is repeated once with a fresh token: a 401
 * means that it was not accepted, so nothing is done or billed twice.
 */
export async function authorizedCall<T, Client>(
  { auth }: ClientCore,
  client: (apiKey: string) => Client,
  call: (client: Client) => Promise<T>,
  fallbackCode: DecartErrorCode,
  signal: AbortSignal,
): Promise<T> {
  const { apiKey } = await auth.getToken({ signal });
  throwIfAborted(signal);
  try {
    return await call(client(apiKey));
  } catch (cause) {
    if (signal.aborted || toDecartError(cause, fallbackCode).code !== 'UNAUTHORIZED') throw cause;
    auth.invalidate(apiKey);
    const fresh = await auth.getToken({ signal });
    throwIfAborted(signal);
    return call(client(fresh.apiKey));
  }
}
