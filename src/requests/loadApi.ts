import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';

/** Loads what a request needs, the client included. Rejects when it cannot be loaded; the next call tries again. */
export async function loadApi(core: ClientCore) {
  const api = await import('./api').catch((cause: unknown) => {
    const message =
      'The code for this could not be loaded. Check the network and try again; after a new release, reload the page.';
    throw new DecartError('PROCESSING_ERROR', message, { cause, retryable: true });
  });
  return { ...api, client: api.clientOf(core) };
}
