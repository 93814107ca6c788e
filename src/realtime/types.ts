import type { ConnectionQualityReport, RealTimeClientConnectOptions, WebRTCStats } from '@decartai/sdk';
import type { DecartError } from '../errors/DecartError';
import type { LimitOptions } from '../limits/nextLimit';
import type { SessionEnding } from '../limits/sessionLimits';
import type { InputStatus } from '../media/inputStatus';
import type { MicrophoneInput, VideoInput } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import type { ReconnectPolicy } from '../reconnect/backoff';
import type { ReadableStore } from '../store/store';
import type { Usage } from '../usage/sessionUsage';
import type { GenerationEnd, Lifecycle, QueueState, RealtimeStatus } from './machine';
import type { RealtimeModel } from './model';
import type { SetOptions } from './promptUpdates';
import type { ImageInput, PromptStatus, UpdateResult } from './update';

/** The options of a live session, and its callbacks. */
export interface RealtimeOptions
  extends Pick<
      RealTimeClientConnectOptions,
      'resolution' | 'preferredVideoCodec' | 'queryParams' | 'debugQuality'
    >,
    LimitOptions {
  /** A realtime model's name, or a model definition. Another model starts a new session. */
  model: RealtimeModel;
  /**
   * `'fast'` requests the service's faster machines. `lucy-2.5`, `lucy-latest`, `lucy-vton-3.5` and `lucy-vton-latest`
   * support it, only in the United States and at twice the price (Decart's documentation, November 2026).
   */
  speed?: 'fast' | undefined;
  /** What the picture should look like. A change is applied to the live session. An empty string leaves the prompt unset. */
  prompt?: string | undefined;
  /** Whether Decart may rewrite prompts that have no setting of their own. @defaultValue true */
  enhance?: boolean | undefined;
  /** A reference image: a `Blob`, a URL or base64 string, or the `file_…` id of an upload; `null` clears it. */
  image?: ImageInput | null | undefined;
  /**
   * The video that goes in: constraints for the camera, `'screen'`, your own `MediaStream` (never stopped here), a `<canvas>`, a
   * `<video>`, a video or image file, or `null`. A change is applied to the live session. A screen must be started by a
   * click, so without `autoStart`; it fails with `SCREEN_DENIED` if none is shared. From elements and files, only the
   * video is sent, without sound: what a video shows while it plays and while it is paused; a file plays once. When it
   * has ended, `inputStatus` is `'ended'`. If a camera is unplugged, another takes its place, unless you require its
   * `deviceId` as `exact`.
   * @defaultValue the camera, with the model's size and rate as ideal values
   */
  input?: VideoInput | undefined;
  /** Sends the microphone too. @defaultValue false */
  microphone?: MicrophoneInput | undefined;
  /** Starts on mount. @defaultValue false */
  autoStart?: boolean | undefined;
  /**
   * When the code of a live session is loaded. `'intent'`: on `prepare()`, which `<StartStopButton>` calls when it is
   * hovered or focused, or else at the start. `'mount'`: when the hook mounts, as with `autoStart`. @defaultValue
   * 'intent'
   */
  preload?: 'intent' | 'mount' | undefined;
  /** Mirrors the input; `'auto'`: only a camera that faces the user. @defaultValue false */
  mirror?: Mirror | undefined;
  /** Requests the unchanged video. @defaultValue true while there is neither prompt nor image */
  passthrough?: boolean | undefined;
  /**
   * Milliseconds from when camera and token are ready until the session is live, and from then until the first frame.
   * Time in a queue doesn't count. @defaultValue 30000
   */
  connectTimeout?: number | undefined;
  /**
   * Milliseconds that a session waits, in status `queued`, while Decart is full. Then it fails with `AT_CAPACITY`.
   * @defaultValue 120000
   */
  capacityTimeout?: number | undefined;
  /** How a lost connection reconnects; `false` turns reconnecting off. */
  reconnect?: ReconnectPolicy | false | undefined;
  /** Called at every change of `status`. */
  onStatusChange?: ((status: RealtimeStatus) => void) | undefined;
  /** Called for every error but a rejected prompt. `error.fatal` is false when the session continues. */
  onError?: ((error: DecartError) => void) | undefined;
  /** Called when the session has ended, for example at a time limit. */
  onEnded?: ((end: GenerationEnd) => void) | undefined;
  /**
   * Called ten seconds before a limit ends the session, once for each warning. A limit under
   * 20 seconds warns halfway through. `stay()` restarts that limit.
   */
  onEnding?: ((ending: SessionEnding) => void) | undefined;
  /**
   * Called after every ten seconds of video and at the end, even when the page closes. The provider's `onUsage` is
   * called, too.
   */
  onUsage?: ((usage: Usage) => void) | undefined;
  /** Called when the session must wait, and whenever the information about the wait changes. */
  onQueuePosition?: ((queue: QueueState) => void) | undefined;
  /**
   * Called when the session has waited in the line of your token route or in `sessionQueue`, and it is now its turn: play
   * a sound, or notify the user.
   */
  onTurn?: (() => void) | undefined;
  /** Called when Decart refuses a prompt or image. The session continues with the last good one. */
  onPromptRejected?: ((error: DecartError) => void) | undefined;
}

/** The fields that don't depend on the status. */
export interface RealtimeDetails {
  /** The transformed video, or null. While reconnecting it shows the last frame. */
  remoteStream: MediaStream | null;
  /**
   * What goes in: the camera, the screen, the caller's own stream, what an element or file shows, or null. A camera that you
   * disable by its track (`enabled = false`) stays off if another takes its place, and at the next start.
   */
  localStream: MediaStream | null;
  /** Whether the input is sent; otherwise viewers see black. */
  inputStatus: InputStatus;
  /** Decart's id of the session, for support requests; null before there is one. */
  sessionId: string | null;
  /** Lets others watch, with `useStreamViewer`. */
  subscribeToken: string | null;
  /** The prompt that was requested last, or null. `promptStatus` says what happened to it. */
  prompt: string | null;
  /** The reference image that was requested last, as it was passed, or null. */
  image: ImageInput | null;
  /** What happened to the latest prompt or image. */
  promptStatus: PromptStatus;
  /** Why the latest prompt or image was not applied. */
  promptError: DecartError | null;
}

type FieldOf<L, Key extends string> = L extends { [K in Key]: infer Value } ? Value : null;
type Resolved<L extends Lifecycle> = L extends Lifecycle
  ? {
      /** The status of the session. Each status has fields of its own; the fields of the others are null. */
      status: L['status'];
      /** What a start is waiting for, in status `connecting`. */
      phase: FieldOf<L, 'phase'>;
      /** What the session waits for, in status `queued`. */
      queue: FieldOf<L, 'queue'>;
      /** `seconds` and `reason`, in status `ended`. */
      ended: FieldOf<L, 'ended'>;
      /** Why it failed, in status `error`. */
      error: FieldOf<L, 'error'>;
    }
  : never;

/** The complete state of a live session at one moment: a union on `status`. */
export type RealtimeSnapshot = Resolved<Lifecycle> & RealtimeDetails;

/**
 * The stable store behind {@link useRealtimeStream}, for the fine-grained hooks.
 */
export interface RealtimeSession extends ReadableStore<RealtimeSnapshot> {
  /**
   * Starts the session. Resolves when it is first live, and also when it has ended, failed or was stopped. Never rejects.
   */
  start: () => Promise<void>;
  /** Stops, and turns off the camera unless it is the caller's own stream. Never rejects. */
  stop: () => Promise<void>;
  /**
   * Loads the code of a live session and fetches a token, so that a later start is faster. Call it when a start is
   * likely. Opens no session and no camera; a second call within 30 seconds does nothing. Never rejects.
   */
  prepare: () => Promise<void>;
  /**
   * Changes the prompt and keeps the image. Resolves when Decart has acknowledged it; before the start, it waits until
   * then.
   * @throws `DecartError` `INVALID_INPUT`, `PROMPT_REJECTED`, `ABORTED` at `stop()`, or the reason why the start failed
   */
  setPrompt: (text: string, options?: { enhance?: boolean | undefined }) => Promise<UpdateResult>;
  /**
   * Changes the reference image; `null` clears it. Keeps the prompt unless one is passed. Otherwise like `setPrompt`.
   */
  setImage: (
    image: ImageInput | null,
    options?: { prompt?: string | undefined; enhance?: boolean | undefined },
  ) => Promise<UpdateResult>;
  /** Changes both at once; what is left out keeps its value. Otherwise like `setPrompt`. */
  set: (options: SetOptions) => Promise<UpdateResult>;
  /**
   * A device id (an empty one means any camera), or what the option `input` takes; call it with `'screen'` from a click.
   * The newest call wins; calls that it replaces resolve. If the device is gone at a later start, another one is used,
   * with `CAMERA_REPLACED`.
   * @throws `DecartError` `CAMERA_…`, `SCREEN_DENIED`, `UNSUPPORTED_BROWSER`, `INVALID_INPUT`; the old input stays.
   */
  setInput: (input: string | VideoInput) => Promise<void>;
  /**
   * `true`, a device id (an empty one means any), constraints, or `false` for silence. A session that began without
   * audio may reconnect to get it.
   * @throws `DecartError` `MICROPHONE_…`; the session continues unchanged.
   */
  setMicrophone: (microphone: string | MicrophoneInput) => Promise<void>;
  /** Mirrors the input, or stops mirroring; a live session continues. */
  setMirror: (mirror: Mirror) => void;
  /** The newest of `setInput` and the option `input`, once it is open: `'screen'` while a screen is shared, and after it ended. */
  readonly inputStore: ReadableStore<string | VideoInput>;
  /** The newest of `setMicrophone` and the option `microphone`, once it is open. */
  readonly microphoneStore: ReadableStore<string | MicrophoneInput>;
  /** The newest of `setMirror` and the `mirror` option wins. */
  readonly mirrorStore: ReadableStore<Mirror>;
  /**
   * The audio that is sent: silent while muted, `null` if there is none. `useRecorder` with `microphone` records it.
   */
  readonly audioStore: ReadableStore<MediaStreamTrack | null>;
  /** What {@link useRealtimeStats} reads. */
  readonly statsStore: ReadableStore<WebRTCStats | null>;
  /** What {@link useConnectionQuality} reads. */
  readonly qualityStore: ReadableStore<ConnectionQualityReport | null>;
  /** What {@link useGenerationSeconds} reads. */
  readonly secondsStore: ReadableStore<number>;
  /** What {@link useSecondsLeft} reads. */
  readonly secondsLimitStore: ReadableStore<number | null>;
  /** What {@link useSessionEnding} reads. */
  readonly endingStore: ReadableStore<SessionEnding | null>;
}

/** A session, as its hook sees it. */
export interface OwnedSession extends RealtimeSession {
  /** The snapshot before it is started: also on a server. */
  getServerSnapshot: () => RealtimeSnapshot;
  /** Sets the options of the newest render; a change is applied. */
  setOptions: (options: RealtimeOptions) => void;
  /**
   * The hook is mounted: starts with `autoStart`. Stops when the returned function is called, unless it is mounted again
   * at once.
   */
  retain: () => () => void;
}
