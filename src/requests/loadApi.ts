import type { ClientCore } from '../client/clientCore';
import { clientOf, loadSdkCalls } from '../client/decartClient';
import { chunkError } from '../errors/chunkError';

/** Loads the code for requests, including the SDK. Rejects when it can't be loaded. */
export async function loadApi(core: ClientCore) {
  const loading = import('./api').catch((cause: unknown) => {
    throw chunkError('PROCESSING_ERROR', cause);
  });
  const [api] = await Promise.all([loading, loadSdkCalls(core)]);
  return { ...api, client: clientOf(core) };
}
