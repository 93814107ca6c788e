// The only file that uses the SDK's realtime client, with everything we know about it (0.1.20; `test/contract` checks
// this). The SDK's own automatic behavior is switched off here: retries, and reconnects with the first prompt and an old
// key.
import type {
  ConnectionQualityReport,
  Logger,
  QueuePosition,
  RealTimeClient,
  RealTimeClientConnectOptions,
  RealtimeMediaStream,
  WebRTCStats,
} from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { createSdkClient } from '../client/sdkClient';
import type { DecartError } from '../errors/DecartError';
import { isRecord, parseJson } from '../errors/json';
import { isStream } from '../media/mediaInput';
import { type ConnectionLoss, endsSession, isDrop, type ServerError } from '../reconnect/policy';
import { isNoAnswer, lostError, requestError, serverError, textOf } from './connectionErrors';
import type { GenerationEnd } from './machine';
import type { ResolvedModel } from './resolveModel';
import { closeOf, closeUnless, watchSocket } from './signalingSocket';
import { withFrameTiming } from './subscribeToken';
import type { Update } from './update';

export interface ConnectionHandlers {
  onQueue(position: QueuePosition): void;
  /** The room is joined and the tracks are about to be published. */
  onMedia(): void;
  onRemoteStream(stream: MediaStream): void;
  onGenerating(): void;
  onTick(seconds: number): void;
  /** The service has ended the session; there is no reconnect. */
  onEnded(end: GenerationEnd): void;
  /** The connection is lost, and its tracks are about to end. */
  onLosing(): void;
  /** Why it was lost. */
  onLost(loss: ConnectionLoss): void;
  onServerError(error: DecartError): void;
  /** The initial prompt or image was refused, after it had seemed accepted. */
  onRefused(error: DecartError): void;
  onStats(stats: WebRTCStats): void;
  onQuality(report: ConnectionQualityReport): void;
}

export interface ConnectionOptions
  extends Pick<
    RealTimeClientConnectOptions,
    'queryParams' | 'resolution' | 'preferredVideoCodec' | 'debugQuality'
  > {
  model: ResolvedModel;
  initial: Update;
  passthrough: boolean | undefined;
  /** The tracks to publish: requested when the room is joined. They belong to the connection, and stop with it. */
  tracks(): MediaStreamTrack[];
}

/** A live session. */
export interface Connection {
  readonly sessionId: string | null;
  readonly subscribeToken: string | null;
  /** Resolves when the service has confirmed the initial prompt and image, or said nothing for a while; or rejects. */
  readonly initialAccepted: Promise<void>;
  /** Resolves when it has confirmed them, however late. */
  readonly initialConfirmed: Promise<unknown>;
  send(change: Update): Promise<void>;
  replaceVideoTrack(track: MediaStreamTrack): Promise<void>;
  close(): void;
}

/** A connect in progress. */
export interface ConnectionAttempt {
  /** Never rejects. */
  readonly done: Promise<{ connection: Connection } | { loss: ConnectionLoss }>;
  /** Closes it; it calls back no more. */
  abandon(): void;
}

// The SDK aborts an attempt without a retry if the error's text contains this.
const PERMANENT = 'not allowed';
const NO_RETRIES = `Retrying inside the SDK is ${PERMANENT}.`;
const NOT_WANTED = `A cancelled connection is ${PERMANENT}.`;
// Some services say nothing about the initial state: after this time, we assume that it was applied.
const INITIAL_ACK_MS = 1500;
// An error message that came this long before a loss is about something else.
const COMPLAINT_MS = 1000;
// How long joining and leaving a room may take. The next session waits longer than that.
const JOINED_MS = 1500;

export function connect(
  core: ClientCore,
  apiKey: string,
  options: ConnectionOptions,
  initialHandlers: ConnectionHandlers,
): ConnectionAttempt {
  let handlers: ConnectionHandlers | null = initialHandlers;
  let loss: ConnectionLoss | null = null;
  let live: Connection | null = null;
  let socket: WebSocket | undefined;
  // Once the room is announced, the SDK ignores a signaling socket that closes.
  let isAnnounced = false;
  let complaint: (ServerError & { at: number }) | undefined;
  let acknowledge = () => {};
  const acknowledgement = new Promise<true>((resolve) => {
    acknowledge = () => resolve(true);
  });

  /** The service's last error: the reason of a failed connect, or later of a loss that follows at once. */
  const recentComplaint = () =>
    complaint && (!live || performance.now() - complaint.at <= COMPLAINT_MS) ? complaint : undefined;

  const logger: Logger = {
    debug(message, data) {
      core.logger.debug(message, data);
      if (message !== 'client-session-connection-breakdown' || data?.success !== false) return;
      loss = { serverError: recentComplaint(), ...loss, cause: new Error(String(data.error ?? '')) };
      // We retry ourselves: with a fresh token, the current prompt and a live camera.
      throw new Error(NO_RETRIES);
    },
    info: (message, data) => core.logger.info(message, data),
    warn: (message, data) => core.logger.warn(message, data),
    error(message, data) {
      // Our own abort isn't an error.
      const isOurs = [NO_RETRIES, NOT_WANTED].includes(String(data?.error));
      core.logger[isOurs ? 'debug' : 'error'](message, data);
    },
  };

  const assertWanted = () => {
    // The SDK ignores a signaling socket that closes while the media connects.
    if (!handlers || loss) throw new Error(NOT_WANTED);
  };
  const input: RealtimeMediaStream = {
    getTracks() {
      assertWanted();
      handlers?.onMedia();
      // A callback may have stopped it.
      assertWanted();
      return options.tracks();
    },
    getAudioTracks: () => [],
    getVideoTracks: () => [],
  };

  function lose(how: ConnectionLoss) {
    loss ??= { serverError: recentComplaint(), ...how };
    // Between two steps of `connect` there is nothing to close yet: we close it when `connect` returns.
    if (!live) return;
    const owner = handlers;
    handlers = null;
    owner?.onLosing();
    live.close();
    // The service's reason for ending a session arrives on another channel than the end of the media, and may arrive
    // later.
    const close = loss.code === undefined && socket ? closeOf(socket) : Promise.resolve(undefined);
    void close.then((late) => owner?.onLost({ ...loss, ...late, wasLive: true }));
  }

  function end(generationEnd: GenerationEnd) {
    const owner = handlers;
    // Handled at once: the SDK would take the close that follows for a loss, and open a second billed session.
    abandon();
    owner?.onEnded(generationEnd);
  }

  /** Runs before the SDK's own handlers. */
  function onSocket(opened: WebSocket) {
    if (!handlers) return opened.close();
    socket = opened;
    opened.addEventListener('message', ({ data }) => onMessage(parseJson(String(data))));
    opened.addEventListener('close', ({ code, reason }) => handlers && lose({ code, reason }));
  }

  function onMessage(message: unknown) {
    if (!handlers || !isRecord(message)) return;
    if (message.type === 'livekit_room_info') isAnnounced = true;
    if (/^(prompt|set_image)_ack$/.test(String(message.type)) && message.success === true) acknowledge();
    if (message.type === 'generation_ended') {
      const reason = String(message.reason);
      if (isDrop(reason)) lose({});
      else end({ seconds: Number(message.seconds) || 0, reason });
    }
    if (message.type === 'error') {
      complaint = {
        text: String(message.error),
        type: typeof message.error_type === 'string' ? message.error_type : undefined,
        retryAfter: typeof message.retry_after === 'number' ? message.retry_after : undefined,
        at: performance.now(),
      };
      if (endsSession(complaint)) {
        if (live) lose({});
        // The SDK's own event comes twice while the initial state isn't acknowledged.
      } else if (isAnnounced) handlers.onServerError(serverError(complaint.text));
    }
  }

  function abandon() {
    handlers = null;
    live?.close();
    // If a room is still being joined, we leave it once it is joined, or at `getTracks`. If LiveKit hangs, the service
    // may bill until then.
    if (isAnnounced && !loss) closeUnless(done, socket, JOINED_MS);
    else socket?.close();
  }

  function dial() {
    const { model, queryParams, resolution, preferredVideoCodec, debugQuality, initial, passthrough } =
      options;
    const { realtime } = createSdkClient(core, apiKey, logger);
    const start = () =>
      realtime.connect(input, {
        model,
        // We mirror ourselves, so that mirroring survives a change of camera.
        mirror: false,
        ...(queryParams && { queryParams }),
        ...(resolution && { resolution }),
        ...(preferredVideoCodec && { preferredVideoCodec }),
        ...(debugQuality && { debugQuality }),
        initialState: {
          ...(initial.prompt && { prompt: initial.prompt }),
          ...(initial.image && { image: initial.image.data }),
          ...(passthrough !== undefined && { passthrough }),
        },
        onRemoteStream(stream) {
          if (isStream(stream)) handlers?.onRemoteStream(stream);
        },
        onQueuePosition: (position) => handlers?.onQueue(position),
        onConnectionChange(state) {
          if (state === 'generating') handlers?.onGenerating();
          if (state === 'reconnecting' || state === 'disconnected') lose({});
        },
        onConnectionQuality: (report) => handlers?.onQuality(report),
      });
    return watchSocket(start, (url) => url.includes(`${model.urlPath}?`), onSocket);
  }

  const done = dial().then(
    (session) => {
      if (!handlers || loss) {
        session.disconnect();
        return { loss: loss ?? {} };
      }
      live = open(session);
      complaint = undefined;
      return { connection: live };
    },
    (cause: unknown) => ({ loss: { cause, serverError: recentComplaint(), ...loss } }),
  );
  return { done, abandon };

  function open(session: RealTimeClient): Connection {
    let acknowledging: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      handlers = null;
      clearTimeout(acknowledging);
      session.disconnect();
    };
    session.on('stats', (stats) => handlers?.onStats(stats));
    session.on('generationTick', ({ seconds }) => handlers?.onTick(seconds));
    let isAccepted = false;
    const initialAccepted = new Promise<void>((resolve, reject) => {
      const accept = () => {
        isAccepted = true;
        resolve();
      };
      void acknowledgement.then(accept);
      acknowledging = setTimeout(accept, INITIAL_ACK_MS);
      session.on('error', (error) => {
        const text = textOf(error.cause);
        if (error.code === 'WEBRTC_SERVER_ERROR' || isNoAnswer(text)) return;
        if (isAccepted) handlers?.onRefused(requestError(text));
        else reject(requestError(text));
      });
    });
    if (!options.initial.prompt && !options.initial.image) acknowledge();

    return {
      sessionId: session.sessionId,
      subscribeToken: options.debugQuality ? withFrameTiming(session.subscribeToken) : session.subscribeToken,
      initialAccepted,
      initialConfirmed: acknowledgement,
      async send({ prompt, image }) {
        try {
          if (image !== undefined) {
            const words = prompt && { prompt: prompt.text, enhance: prompt.enhance };
            await session.setImage(image?.data ?? null, { ...words });
          } else if (prompt) {
            // Never `set({ prompt })`: that clears the reference image.
            await session.setPrompt(prompt.text, { enhance: prompt.enhance });
          }
        } catch (cause) {
          if (!handlers) throw lostError(cause);
          throw requestError(textOf(cause), cause);
        }
      },
      replaceVideoTrack: (track) => session.replaceVideoTrack(track),
      close,
    };
  }
}
