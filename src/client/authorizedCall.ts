import type { AuthSource } from '../auth/authSource';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import type { SdkClient } from './sdkClient';

/**
 * Makes a call with a valid token. When it is refused as unauthorized the token is dropped and the call made once more
 * with another: a 401 was certainly not accepted, so that nothing is done (or billed) twice.
 */
export async function authorizedCall<T>(
  auth: AuthSource,
  sdk: (apiKey: string) => SdkClient,
  call: (sdk: SdkClient) => Promise<T>,
  fallbackCode: DecartErrorCode,
  signal: AbortSignal | undefined,
): Promise<T> {
  const { apiKey } = await auth.getToken({ signal });
  try {
    return await call(sdk(apiKey));
  } catch (cause) {
    if (signal?.aborted || toDecartError(cause, fallbackCode).code !== 'UNAUTHORIZED') throw cause;
    auth.invalidate(apiKey);
    const fresh = await auth.getToken({ signal });
    return call(sdk(fresh.apiKey));
  }
}
