import type { AuthMode, CurrentToken, GetTokenOptions } from '../auth/authSource';
import { abortable, throwIfAborted } from '../errors/abortable';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import { authorizedCall } from './authorizedCall';
import { expectField, expectMedia } from './checkAnswer';
import type { ClientCore } from './clientCore';
import { readStreams } from './readStreams';
import type { SdkClient } from './sdkClient';
import { submitAndPoll } from './submitAndPoll';

/**
 * What `useDecartClient()` returns: the SDK's client, except that every call makes sure of a valid token first, a call
 * refused as unauthorized is tried once more with a fresh one, and every rejection is a `DecartError`.
 */
export interface DecartClient extends Pick<SdkClient, 'process' | 'queue' | 'files' | 'realtime'> {
  /** The token that the calls use. */
  readonly auth: {
    /** Whether calls go by token, by proxy, or by both. */
    readonly mode: AuthMode;
    /** The current token, fetched when there is none. Rejects with `REALTIME_NEEDS_TOKEN` in mode `'proxy'`. */
    getToken(options?: GetTokenOptions): Promise<CurrentToken>;
    /** Drops the current token (or only if it is still this one): the next call fetches another. Use it at sign-out. */
    invalidate(apiKey?: string): void;
  };
}

type Call<T> = (sdk: SdkClient) => Promise<T>;

const clients = new WeakMap<ClientCore, DecartClient>();

/** The one client of a core. It is made here, when first asked for, so that apps that never ask need not load it. */
export function clientOf(core: ClientCore): DecartClient {
  const client = clients.get(core) ?? createClient(core);
  clients.set(core, client);
  return client;
}

function createClient({ auth, sdk }: ClientCore): DecartClient {
  const { mode, getToken, invalidate } = auth;

  async function run<T>(call: () => Promise<T>, code: DecartErrorCode, signal?: AbortSignal): Promise<T> {
    try {
      throwIfAborted(signal);
      return await abortable(call(), signal);
    } catch (cause) {
      throw toDecartError(cause, code);
    }
  }

  function byToken<T>(call: Call<T>, code: DecartErrorCode, signal?: AbortSignal): Promise<T> {
    return run(() => authorizedCall(auth, sdk, call, code, signal), code, signal);
  }

  function byProxy<T>(call: Call<T>, code: DecartErrorCode, signal?: AbortSignal): Promise<T> {
    return run(async () => call(sdk(undefined)), code, signal);
  }

  const overHttp = mode === 'token' ? byToken : byProxy;
  // Watching a session and testing the network are the parts of realtime that a proxy can carry.
  const overEither = mode === 'proxy' ? byProxy : byToken;

  const queue: Pick<SdkClient['queue'], 'submit' | 'status' | 'result'> = {
    submit: async (options) => {
      const inputs = await run(() => readStreams(options), 'INVALID_INPUT', options.signal);
      const code = 'QUEUE_SUBMIT_ERROR';
      return overHttp((to) => expectField(to.queue.submit(inputs), 'job_id', code), code, options.signal);
    },
    status(jobId) {
      const code = 'QUEUE_STATUS_ERROR';
      return overHttp((to) => expectField(to.queue.status(jobId), 'status', code), code);
    },
    result(jobId) {
      const code = 'QUEUE_RESULT_ERROR';
      return overHttp((to) => expectMedia(to.queue.result(jobId), code), code);
    },
  };

  return {
    process: async (options) => {
      const inputs = await run(() => readStreams(options), 'INVALID_INPUT', options.signal);
      const code = 'PROCESSING_ERROR';
      return overHttp((to) => expectMedia(to.process(inputs), code), code, options.signal);
    },
    queue: {
      ...queue,
      submitAndPoll: (options) =>
        run(() => submitAndPoll(queue, options), 'QUEUE_STATUS_ERROR', options.signal),
    },
    files: {
      upload(file, options) {
        const code = 'FILES_UPLOAD_ERROR';
        return overHttp(
          (to) => expectField(to.files.upload(file, options), 'id', code),
          code,
          options?.signal,
        );
      },
      get(id) {
        const code = 'FILES_GET_ERROR';
        return overHttp((to) => expectField(to.files.get(id), 'id', code), code);
      },
      delete: (id) => overHttp((to) => to.files.delete(id), 'FILES_DELETE_ERROR'),
    },
    realtime: {
      connect: (stream, options) =>
        byToken((to) => to.realtime.connect(stream, options), 'WEBRTC_SIGNALING_ERROR'),
      subscribe: (options) => overEither((to) => to.realtime.subscribe(options), 'WEBRTC_SIGNALING_ERROR'),
      checkConnectivity: (options = {}) => {
        const through = options.deep ? byToken : overEither;
        return through((to) => to.realtime.checkConnectivity(options), 'WEBRTC_ICE_ERROR', options.signal);
      },
    },
    auth: { mode, getToken, invalidate },
  };
}
