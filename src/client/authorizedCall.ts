import type { TokenSource } from '../auth/tokenSource';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import type { SdkClient } from './sdkClient';

/**
 * Makes a call with a valid token. A call that is refused as unauthorized is made once more with a fresh token: a 401 was
 * certainly not accepted, so nothing is done or billed twice.
 */
export async function authorizedCall<T>(
  auth: TokenSource,
  sdk: (apiKey: string) => SdkClient,
  call: (sdk: SdkClient) => Promise<T>,
  fallbackCode: DecartErrorCode,
  signal: AbortSignal | undefined,
): Promise<T> {
  const identity = auth.identity();
  const { apiKey } = await auth.getToken({ signal });
  try {
    return await call(sdk(apiKey));
  } catch (cause) {
    if (signal?.aborted || toDecartError(cause, fallbackCode).code !== 'UNAUTHORIZED') throw cause;
    // Somebody else has signed in since: nothing of one person is done with the token of another.
    if (auth.identity() !== identity) throw cause;
    auth.invalidate(apiKey);
    const fresh = await auth.getToken({ signal });
    if (auth.identity() !== identity) throw cause;
    return call(sdk(fresh.apiKey));
  }
}
