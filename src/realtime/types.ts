import type {
  ConnectionQualityReport,
  QueuePosition,
  RealTimeClientConnectOptions,
  WebRTCStats,
} from '@decartai/sdk';
import type { DecartError } from '../errors/DecartError';
import type { MicrophoneInput, VideoInput } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import type { ReadableStore } from '../store/store';
import type { ReconnectPolicy } from './backoff';
import type { GenerationEnd, Lifecycle, RealtimeStatus } from './machine';
import type { RealtimeModel } from './resolveModel';
import type { ImageInput, PromptStatus, WishOutcome } from './wantedState';

/** What a live session is made of, and what it tells. */
export interface RealtimeOptions
  extends Pick<
    RealTimeClientConnectOptions,
    'resolution' | 'preferredVideoCodec' | 'queryParams' | 'debugQuality'
  > {
  /** A realtime model's name, or a model definition. Another model makes a new session. */
  model: RealtimeModel;
  /** How the picture is to look. A change is applied to the live session. Empty is no wish. */
  prompt?: string | undefined;
  /** Whether Decart may rewrite the prompt. @defaultValue true */
  enhance?: boolean | undefined;
  /** A reference image: a `Blob`, a URL, or the `file_…` id of an upload; `null` clears it. */
  image?: ImageInput | null | undefined;
  /**
   * The picture that goes in: constraints for the camera, a `MediaStream` of your own (never stopped here), or `null`.
   * A change is swapped live. @defaultValue the camera, with the model's size and rate as ideals
   */
  input?: VideoInput | undefined;
  /** Sends the microphone too. @defaultValue false */
  microphone?: MicrophoneInput | undefined;
  /** Starts on mount. @defaultValue false */
  autoStart?: boolean | undefined;
  /** Mirrors what is sent; `'auto'`: only a camera that faces the user. @defaultValue false */
  mirror?: Mirror | undefined;
  /** Asks for the untouched picture. @defaultValue true while there is neither prompt nor image */
  passthrough?: boolean | undefined;
  /** Milliseconds from camera and token ready until live, the time in the queue not counted. @defaultValue 30000 */
  connectTimeout?: number | undefined;
  /** How a lost connection is taken up again; `false`: not at all. */
  reconnect?: ReconnectPolicy | false | undefined;
  /** Told of every change of `status`. */
  onStatusChange?: ((status: RealtimeStatus) => void) | undefined;
  /** Every error but a rejected prompt. `error.fatal` is false when the session goes on. */
  onError?: ((error: DecartError) => void) | undefined;
  /** The service ended the session, at a time limit for example. */
  onEnded?: ((end: GenerationEnd) => void) | undefined;
  /** Told of the place in the queue, each time that it changes. */
  onQueuePosition?: ((position: QueuePosition) => void) | undefined;
  /** The service refused a prompt or image; the session goes on with the last good one. */
  onPromptRejected?: ((error: DecartError) => void) | undefined;
}

/** What there is besides the status. */
export interface RealtimeDetails {
  /** The transformed picture, or null. While reconnecting it shows the last frame. */
  remoteStream: MediaStream | null;
  /** What goes in: the camera, or the caller's own stream, or null. */
  localStream: MediaStream | null;
  /** Decart's id of the session, for its support; null before there is one. */
  sessionId: string | null;
  /** Lets others watch, with `useStreamViewer`. */
  subscribeToken: string | null;
  /** What became of the prompt or image that was asked for last. */
  promptStatus: PromptStatus;
  /** Why the last prompt or image was not applied. */
  promptError: DecartError | null;
}

type FieldOf<L, Key extends string> = L extends { [K in Key]: infer Value } ? Value : null;
type Resolved<L extends Lifecycle> = L extends Lifecycle
  ? {
      /** Where the session is. Each status has what belongs to it, and null for the rest. */
      status: L['status'];
      /** What a start is waiting for, in status `connecting`. */
      phase: FieldOf<L, 'phase'>;
      /** `position` and `queueSize`, in status `queued`. */
      queue: FieldOf<L, 'queue'>;
      /** `seconds` and `reason`, in status `ended`: the service ended the session. */
      ended: FieldOf<L, 'ended'>;
      /** Why it failed, in status `error`. */
      error: FieldOf<L, 'error'>;
    }
  : never;

/** Everything about a session at one moment: a union on `status`. */
export type RealtimeSnapshot = Resolved<Lifecycle> & RealtimeDetails;

/** A change of prompt, image or both. A key that is left out keeps its value. */
export interface SetOptions {
  /** What the picture is to look like. An empty one is no wish. */
  prompt?: string | undefined;
  /** Whether the service words the prompt out. */
  enhance?: boolean | undefined;
  /** The reference image; null takes it away. */
  image?: ImageInput | null | undefined;
}

/**
 * The stable store behind {@link useRealtimeStream}: what the fine-grained hooks take.
 */
export interface RealtimeSession extends ReadableStore<RealtimeSnapshot> {
  /** Starts, and resolves when the session is first live, or ended, failed or was stopped. Never rejects. */
  start(): Promise<void>;
  /** Stops, and turns off a camera that is ours. Never rejects. */
  stop(): Promise<void>;
  /**
   * Changes the prompt and keeps the image. Resolves when that is acknowledged, and waits for the start before there is one.
   * @throws `DecartError` `INVALID_INPUT`, `PROMPT_REJECTED`, `ABORTED` at `stop()`, or why the start failed
   */
  setPrompt(text: string, options?: { enhance?: boolean | undefined }): Promise<WishOutcome>;
  /** Changes the reference image, `null` clears it; keeps the prompt unless one is given. Otherwise as `setPrompt`. */
  setImage(
    image: ImageInput | null,
    options?: { prompt?: string | undefined; enhance?: boolean | undefined },
  ): Promise<WishOutcome>;
  /** Changes both at once; what is left out keeps its value. Otherwise as `setPrompt`. */
  set(options: SetOptions): Promise<WishOutcome>;
  /**
   * A device id, constraints, or a stream of your own. The newest call wins; one that it overtook resolves.
   * @throws `DecartError` `CAMERA_…`; the old input goes on.
   */
  setInput(input: string | VideoInput): Promise<void>;
  /**
   * `true`, constraints, or `false` for silence. A session that began without sound may reconnect to get it.
   * @throws `DecartError` `MICROPHONE_…`; the session goes on as it was.
   */
  setMicrophone(microphone: MicrophoneInput): Promise<void>;
  /** Mirrors what is sent, or no longer; a live session goes on. */
  setMirror(mirror: Mirror): void;
  /** What `setMirror` or the option `mirror` asked for last. */
  readonly mirror: ReadableStore<Mirror>;
  /** What {@link useRealtimeStats} reads. */
  readonly stats: ReadableStore<WebRTCStats | null>;
  /** What {@link useConnectionQuality} reads. */
  readonly quality: ReadableStore<ConnectionQualityReport | null>;
  /** What {@link useGenerationSeconds} reads. */
  readonly seconds: ReadableStore<number>;
}

/** A session as its hook holds it. */
export interface OwnedSession extends RealtimeSession {
  /** Takes the options of the newest render; a change is applied. */
  setOptions(options: RealtimeOptions): void;
  /** Mounted: starts if it is to start by itself, and stops when the returned function is called. */
  retain(): () => void;
}
