import { abortable, throwIfAborted } from '../errors/abortable';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import { assertField, assertMedia } from './assertResponse';
import { authorizedCall } from './authorizedCall';
import { bufferStreams } from './bufferStreams';
import type { ClientCore } from './clientCore';
import { createSdkClient, type SdkClient } from './sdkClient';
import { submitAndPoll } from './submitAndPoll';

/** The SDK's calls, each with a valid token; a rejection is a `DecartError`. */
export type SdkCalls = Pick<SdkClient, 'process' | 'queue' | 'files' | 'realtime'>;

type Call<T> = (sdk: SdkClient) => Promise<T>;

const callsOfCores = new WeakMap<ClientCore, SdkCalls>();

/** The calls of a core: made once. */
export function sdkCallsOf(core: ClientCore): SdkCalls {
  const calls = callsOfCores.get(core) ?? createSdkCalls(core);
  callsOfCores.set(core, calls);
  return calls;
}

function createSdkCalls(core: ClientCore): SdkCalls {
  const { auth } = core;
  const sdk = (apiKey: string | undefined) => createSdkClient(core, apiKey);
  const { mode } = auth;

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
      const inputs = await run(() => bufferStreams(options), 'INVALID_INPUT', options.signal);
      const code = 'QUEUE_SUBMIT_ERROR';
      return overHttp((to) => assertField(to.queue.submit(inputs), 'job_id', code), code, options.signal);
    },
    status(jobId) {
      const code = 'QUEUE_STATUS_ERROR';
      return overHttp((to) => assertField(to.queue.status(jobId), 'status', code), code);
    },
    result(jobId) {
      const code = 'QUEUE_RESULT_ERROR';
      return overHttp((to) => assertMedia(to.queue.result(jobId), code), code);
    },
  };

  return {
    process: async (options) => {
      const inputs = await run(() => bufferStreams(options), 'INVALID_INPUT', options.signal);
      const code = 'PROCESSING_ERROR';
      return overHttp((to) => assertMedia(to.process(inputs), code), code, options.signal);
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
          (to) => assertField(to.files.upload(file, options), 'id', code),
          code,
          options?.signal,
        );
      },
      get(id) {
        const code = 'FILES_GET_ERROR';
        return overHttp((to) => assertField(to.files.get(id), 'id', code), code);
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
  };
}
