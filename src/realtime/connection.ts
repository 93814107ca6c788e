// The one place that touches the SDK's realtime client, with all that is known of its ways. What it does by itself
// (retries, reconnects with the first prompt and an old key, stopping the tracks it was given) is switched off here.
import type {
  ConnectionQualityReport,
  CustomModelDefinition,
  Logger,
  ModelDefinition,
  QueuePosition,
  RealTimeClient,
  RealTimeClientConnectOptions,
  RealtimeMediaStream,
  WebRTCStats,
} from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import type { DecartError } from '../errors/DecartError';
import { isStream } from '../media/mediaInput';
import { isNoAnswer, lostError, requestError, serverError, textOf } from './connectionErrors';
import type { GenerationEnd } from './machine';
import type { Wish } from './wantedState';

/** What is known of a connection that failed or was lost. */
export interface ConnectionLoss {
  /** The close code of the signaling socket, if it was that which closed. */
  code?: number;
  /** What the service said: the text of its error message, or the reason of the close. */
  said: string;
  /** What the SDK rejected with. */
  cause?: unknown;
  /** We closed it, to make it anew with another input. */
  planned?: true;
}

export interface ConnectionHandlers {
  onQueue(position: QueuePosition): void;
  /** The room is joined and the tracks are about to be published. */
  onMedia(): void;
  onRemoteStream(stream: MediaStream): void;
  onGenerating(): void;
  onTick(seconds: number): void;
  onEnded(end: GenerationEnd): void;
  /** Called before the tracks end. */
  onLost(loss: ConnectionLoss): void;
  onServerError(error: DecartError): void;
  /** The initial prompt or image was refused, after it had been taken for accepted. */
  onRefused(error: DecartError): void;
  onStats(stats: WebRTCStats): void;
  onQuality(report: ConnectionQualityReport): void;
}

export interface ConnectionOptions
  extends Pick<
    RealTimeClientConnectOptions,
    'queryParams' | 'resolution' | 'preferredVideoCodec' | 'debugQuality'
  > {
  model: ModelDefinition | CustomModelDefinition;
  initial: Wish;
  passthrough: boolean | undefined;
  /** The tracks to publish: asked for when the room is joined. They are the connection's own, and are stopped with it. */
  tracks(): MediaStreamTrack[];
}

/** A live session. */
export interface Connection {
  readonly sessionId: string | null;
  readonly subscribeToken: string | null;
  /** Settles when the service has answered to the initial prompt and image. */
  readonly initialAcknowledged: Promise<void>;
  send(change: Wish): Promise<void>;
  replaceVideoTrack(track: MediaStreamTrack): Promise<void>;
  close(): void;
}

/** A connect that is under way. The SDK cannot abort one; given up, it ends by itself without publishing. */
export interface ConnectionAttempt {
  /** Never rejects. */
  readonly done: Promise<{ connection: Connection } | { loss: ConnectionLoss }>;
  /** Its place in the queue while it waits there: who adopts it is not told before that changes. */
  readonly queue: QueuePosition | null;
  abandon(): void;
  /** Takes over an attempt that was given up: `false` when that is too late, or it hangs. */
  adopt(tracks: ConnectionOptions['tracks'], handlers: ConnectionHandlers): boolean;
}

// The SDK tears an attempt down, and does not repeat it, when an error's text has this in it.
const PERMANENT = 'not allowed';
// The service acknowledges the initial state without the SDK telling: only a refusal is reported. With a picture
// coming it is taken for accepted (see `onRefused`); nobody waits longer than this for a picture that does not come.
const INITIAL_ACK_MS = 1500;

const COMPLAINT_MS = 1000;
// A connect that is not queued takes less than a second.
const HANGS_MS = 5000;

export function connect(
  core: ClientCore,
  apiKey: string,
  options: ConnectionOptions,
  initialHandlers: ConnectionHandlers,
): ConnectionAttempt {
  let handlers: ConnectionHandlers | null = initialHandlers;
  let takeTracks = options.tracks;
  const begunAt = performance.now();
  let queue: QueuePosition | null = null;
  let settled = false;
  let loss: ConnectionLoss | null = null;
  let live: Connection | null = null;
  // The last error message of the service. While it connects, that is why it fails; later on, if the loss comes at once.
  let complaint = { text: '', at: 0 };
  const said = () => (live && performance.now() - complaint.at > COMPLAINT_MS ? '' : complaint.text);

  // The only early sign of what goes on inside `connect` is what it logs.
  const watch: Logger = {
    debug(message, data) {
      core.logger.debug(message, data);
      if (message !== 'client-session-connection-breakdown' || data?.success !== false) return;
      loss = { said: said(), ...loss, cause: new Error(String(data.error ?? '')) };
      // Retries are ours: with a fresh token, the current prompt and a live camera.
      throw new Error(`Retrying inside the SDK is ${PERMANENT}.`);
    },
    info: (message, data) => core.logger.info(message, data),
    warn(message, data) {
      core.logger.warn(message, data);
      if (message === 'signaling: websocket closed' && !data?.closing) {
        loss = { code: Number(data?.code), said: String(data?.reason ?? '') || said() };
      }
    },
    error(message, data) {
      const text = String(data?.error ?? '');
      // What we stopped it with is no error: we try again.
      if (text.endsWith(`${PERMANENT}.`)) return core.logger.debug(message, data);
      core.logger.error(message, data);
      if (message !== 'signaling: server error received') return;
      complaint = { text, at: performance.now() };
    },
  };

  const assertWanted = () => {
    // A signaling socket that closed while the media was being connected is ignored by the SDK.
    if (!handlers || loss) throw new Error(`This connection is no longer wanted, so it is ${PERMANENT}.`);
  };
  const input: RealtimeMediaStream = {
    getTracks() {
      assertWanted();
      queue = null;
      handlers?.onMedia();
      // A callback may have stopped it.
      assertWanted();
      return takeTracks();
    },
    getAudioTracks: () => [],
    getVideoTracks: () => [],
  };

  const lose = () => {
    loss ??= { said: said() };
    // Between two steps of `connect` there is nothing to close yet: it is seen to when `connect` returns.
    if (!live) return;
    const owner = handlers;
    handlers = null;
    owner?.onLost(loss);
    live.close();
  };

  const { model, queryParams, resolution, preferredVideoCodec, debugQuality, initial, passthrough } = options;
  const done = core
    .sdk(apiKey, watch)
    .realtime.connect(input, {
      model,
      // Mirroring is our own, so that it survives a swap of the camera.
      mirror: false,
      ...(queryParams && { queryParams }),
      ...(resolution && { resolution }),
      ...(preferredVideoCodec && { preferredVideoCodec }),
      ...(debugQuality && { debugQuality }),
      initialState: {
        ...(initial.prompt && { prompt: { text: initial.prompt, enhance: initial.enhance ?? true } }),
        ...(initial.image && { image: initial.image }),
        ...(passthrough !== undefined && { passthrough }),
      },
      onRemoteStream(stream) {
        if (isStream(stream)) handlers?.onRemoteStream(stream);
      },
      onQueuePosition(position) {
        queue = position;
        handlers?.onQueue(position);
      },
      onConnectionChange(state) {
        if (state === 'generating') handlers?.onGenerating();
        if (state === 'reconnecting' || state === 'disconnected') lose();
      },
      onConnectionQuality: (report) => handlers?.onQuality(report),
    })
    .then(
      (session) => {
        settled = true;
        if (!handlers || loss) {
          session.disconnect();
          return { loss: loss ?? { said: said() } };
        }
        live = open(session, handlers);
        complaint = { text: '', at: 0 };
        return { connection: live };
      },
      (cause: unknown) => {
        settled = true;
        return { loss: { cause, said: said(), ...loss } };
      },
    );

  return {
    done,
    get queue() {
      return queue;
    },
    abandon() {
      handlers = null;
      live?.close();
    },
    adopt(tracks, newHandlers) {
      const hangs = !queue && performance.now() - begunAt > HANGS_MS;
      if (handlers || hangs || settled || loss) return false;
      handlers = newHandlers;
      takeTracks = tracks;
      return true;
    },
  };

  function open(session: RealTimeClient, owner: ConnectionHandlers): Connection {
    let acknowledging: ReturnType<typeof setTimeout> | undefined;
    const closeQuietly = () => {
      handlers = null;
      clearTimeout(acknowledging);
      session.disconnect();
    };
    session.on('stats', (stats) => handlers?.onStats(stats));
    session.on('generationTick', ({ seconds }) => handlers?.onTick(seconds));
    session.on('generationEnded', (end) => {
      if (!handlers) return;
      // As it fires: the SDK would take the close that follows for a loss, and open a second billed session.
      closeQuietly();
      owner.onEnded(end);
    });
    let isAcknowledged = false;
    const initialAcknowledged = new Promise<void>((resolve, reject) => {
      const acknowledge = () => {
        isAcknowledged = true;
        resolve();
      };
      session.on('error', (error) => {
        const text = textOf(error.cause);
        if (error.code === 'WEBRTC_SERVER_ERROR') handlers?.onServerError(serverError(error.message));
        else if (isNoAnswer(text)) return;
        else if (isAcknowledged) handlers?.onRefused(requestError(text));
        else reject(requestError(text));
      });
      session.on('connectionChange', (state) => {
        if (state === 'generating') acknowledge();
      });
      acknowledging = setTimeout(acknowledge, INITIAL_ACK_MS);
    });

    return {
      sessionId: session.sessionId,
      subscribeToken: session.subscribeToken,
      initialAcknowledged,
      async send({ prompt, enhance, image }) {
        const enhanced = enhance === undefined ? {} : { enhance };
        try {
          if (image !== undefined) {
            await session.setImage(image, prompt === undefined ? {} : { prompt, ...enhanced });
          } else if (prompt !== undefined) {
            // Never `set({ prompt })`: that clears the reference image.
            await session.setPrompt(prompt, enhanced);
          }
        } catch (cause) {
          if (!handlers) throw lostError(cause);
          throw requestError(textOf(cause), cause);
        }
      },
      replaceVideoTrack: (track) => session.replaceVideoTrack(track),
      close: closeQuietly,
    };
  }
}
