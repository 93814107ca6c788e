import type { RealTimeSubscribeClient } from '@decartai/sdk';
import { abortable, throwIfAborted } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import type { DecartErrorCode } from '../errors/codes';
import { toDecartError } from '../errors/toDecartError';
import { assertField, assertMedia } from './assertResponse';
import { authorizedCall } from './authorizedCall';
import { bufferStreams } from './bufferStreams';
import type { ClientCore } from './clientCore';
import { createSdkClient, type SdkClient } from './sdkClient';
import { submitAndPoll } from './submitAndPoll';

/** The SDK's calls, each with a valid token; a rejection is a `DecartError`, which is `ABORTED` once the core has ended. */
export type SdkCalls = Pick<SdkClient, 'process' | 'queue' | 'files' | 'realtime'>;

/** A live session, or a viewer. */
type SdkSession = Pick<RealTimeSubscribeClient, 'disconnect' | 'on'>;

type Call<T> = (sdk: SdkClient, signal: AbortSignal) => Promise<T>;

const callsOfCores = new WeakMap<ClientCore, SdkCalls>();

/** The calls of a core, created once. */
export function sdkCallsOf(core: ClientCore): SdkCalls {
  const calls = callsOfCores.get(core) ?? createSdkCalls(core);
  callsOfCores.set(core, calls);
  return calls;
}

function createSdkCalls(core: ClientCore): SdkCalls {
  const { auth } = core;
  const sdk = (apiKey: string | undefined) => createSdkClient(core, apiKey);
  const { mode } = auth;

  async function run<T>(
    call: (signal: AbortSignal) => Promise<T>,
    code: DecartErrorCode,
    ownSignal?: AbortSignal,
  ): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    const unlink = abortWith(controller, core.signal, ownSignal);
    try {
      throwIfAborted(signal);
      return await abortable(call(signal), signal);
    } catch (cause) {
      throw toDecartError(cause, code);
    } finally {
      unlink();
    }
  }

  function byToken<T>(call: Call<T>, code: DecartErrorCode, ownSignal?: AbortSignal): Promise<T> {
    return run(
      (signal) => authorizedCall(core, sdk, (to) => call(to, signal), code, signal),
      code,
      ownSignal,
    );
  }

  function byProxy<T>(call: Call<T>, code: DecartErrorCode, ownSignal?: AbortSignal): Promise<T> {
    return run(async (signal) => call(sdk(undefined), signal), code, ownSignal);
  }

  const overHttp = mode === 'token' ? byToken : byProxy;
  // Watching a session and testing the network are the parts of realtime that a proxy can carry.
  const overEither = mode === 'proxy' ? byProxy : byToken;

  const openSessions = new Set<SdkSession>();
  core.signal.addEventListener('abort', () => {
    for (const session of openSessions) session.disconnect();
  });

  /** Sessions that the caller opens end with the core, even one that opens only after the core has ended. */
  async function endWithCore<T extends SdkSession>(opening: Promise<T>): Promise<T> {
    const session = await opening;
    if (core.signal.aborted) session.disconnect();
    openSessions.add(session);
    session.on('connectionChange', (state) => state === 'disconnected' && openSessions.delete(session));
    return session;
  }

  const queue: Pick<SdkClient['queue'], 'submit' | 'status' | 'result'> = {
    submit: async (options) => {
      const inputs = await run(() => bufferStreams(options), 'INVALID_INPUT', options.signal);
      const code = 'QUEUE_SUBMIT_ERROR';
      return overHttp(
        (to, signal) => assertField(to.queue.submit({ ...inputs, signal }), 'job_id', code),
        code,
        options.signal,
      );
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
      return overHttp(
        (to, signal) => assertMedia(to.process({ ...inputs, signal }), code),
        code,
        options.signal,
      );
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
          (to, signal) => assertField(to.files.upload(file, { ...options, signal }), 'id', code),
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
        byToken((to) => endWithCore(to.realtime.connect(stream, options)), 'WEBRTC_SIGNALING_ERROR'),
      subscribe: (options) =>
        overEither((to) => endWithCore(to.realtime.subscribe(options)), 'WEBRTC_SIGNALING_ERROR'),
      checkConnectivity: (options = {}) => {
        const through = options.deep ? byToken : overEither;
        return through(
          (to, signal) => to.realtime.checkConnectivity({ ...options, signal }),
          'WEBRTC_ICE_ERROR',
          options.signal,
        );
      },
    },
  };
}
