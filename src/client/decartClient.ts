import type { AuthMode, CurrentToken, GetTokenOptions } from '../auth/tokenSource';
import { chunkError } from '../errors/chunkError';
import type { ClientCore } from './clientCore';
import type { SdkCalls } from './sdkCalls';

/**
 * What `useDecartClient()` returns: the SDK's client, with three differences. Every call first makes sure that the token
 * is valid; a call that is refused as unauthorized is repeated once with a fresh token; and every rejection is a
 * `DecartError`. The SDK is loaded by the first call.
 */
export interface DecartClient extends SdkCalls {
  /** The token that the calls use. */
  readonly auth: {
    /** Whether calls use a token, a proxy, or both. */
    readonly mode: AuthMode;
    /** The current token, fetched if there is none. Rejects with `REALTIME_NEEDS_TOKEN` in mode `'proxy'`. */
    getToken(options?: GetTokenOptions): Promise<CurrentToken>;
    /** Drops the current token (or only if it is still this one): the next call fetches another. */
    invalidate(apiKey?: string): void;
    /**
     * Ends everything that belongs to the current user: token, live sessions, viewers, calls (they reject with
     * `ABORTED`), polling, downloads and cached data. Cameras are off when it returns. The hooks are idle again;
     * `autoStart` starts for the next user. This client can't make calls any more: `useDecartClient()` returns another
     * one. Loads nothing.
     */
    signOut(): void;
  };
}

const clients = new WeakMap<ClientCore, DecartClient>();

/** The one client of a core. */
export function clientOf(core: ClientCore): DecartClient {
  const client = clients.get(core) ?? createClient(core);
  clients.set(core, client);
  return client;
}

/** Loads the SDK, and the SDK clients. Rejects when it can't be loaded. */
export async function loadSdkCalls(core: ClientCore): Promise<SdkCalls> {
  const { sdkCallsOf } = await import('./sdkCalls').catch((cause: unknown) => {
    throw chunkError('PROCESSING_ERROR', cause);
  });
  return sdkCallsOf(core);
}

function createClient(core: ClientCore): DecartClient {
  const { mode, getToken, invalidate } = core.auth;
  const load = () => loadSdkCalls(core);
  return {
    process: async (options) => (await load()).process(options),
    queue: {
      submit: async (options) => (await load()).queue.submit(options),
      status: async (jobId) => (await load()).queue.status(jobId),
      result: async (jobId) => (await load()).queue.result(jobId),
      submitAndPoll: async (options) => (await load()).queue.submitAndPoll(options),
    },
    files: {
      upload: async (file, options) => (await load()).files.upload(file, options),
      get: async (id) => (await load()).files.get(id),
      delete: async (id) => (await load()).files.delete(id),
    },
    realtime: {
      connect: async (stream, options) => (await load()).realtime.connect(stream, options),
      subscribe: async (options) => (await load()).realtime.subscribe(options),
      checkConnectivity: async (options) => (await load()).realtime.checkConnectivity(options),
    },
    auth: { mode, getToken, invalidate, signOut: core.signOut },
  };
}
