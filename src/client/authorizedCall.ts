import { throwIfAborted } from '../errors/abortable';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import type { ClientCore } from './clientCore';
import type { SdkClient } from './sdkClient';

/**
 * Makes a call with a valid token. A call that is refused as unauthorized is made once more with a fresh token: a 401 was
 * certainly not accepted, so nothing is done or billed twice.
 */
export async function authorizedCall<T>(
  { auth }: ClientCore,
  sdk: (apiKey: string) => SdkClient,
  call: (sdk: SdkClient) => Promise<T>,
  fallbackCode: DecartErrorCode,
  signal: AbortSignal,
): Promise<T> {
  const { apiKey } = await auth.getToken({ signal });
  throwIfAborted(signal);
  try {
    return await call(sdk(apiKey));
  } catch (cause) {
    if (signal.aborted || toDecartError(cause, fallbackCode).code !== 'UNAUTHORIZED') throw cause;
    auth.invalidate(apiKey);
    const fresh = await auth.getToken({ signal });
    throwIfAborted(signal);
    return call(sdk(fresh.apiKey));
  }
}
