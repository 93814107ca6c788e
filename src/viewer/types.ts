import type { DecartError } from '../errors/DecartError';
import type { ReconnectPolicy } from '../reconnect/backoff';
import type { ReadableStore } from '../store/store';
import type { ViewerLifecycle, ViewerStatus } from './machine';

/** Whom to watch, and how. */
export interface StreamViewerOptions {
  /**
   * The `subscribeToken` of a live session. Another token is another session: it is watched instead. Without one, the
   * viewer waits for it in status `idle`.
   */
  subscribeToken: string | null | undefined;
  /** Watches from the mount on. @defaultValue true */
  autoStart?: boolean | undefined;
  /**
   * Milliseconds that the picture may be away (status `waiting`) before the session counts as ended.
   * @defaultValue 15000
   */
  waitTimeout?: number | undefined;
  /** How a lost connection is made again; `false`: not at all. */
  reconnect?: ReconnectPolicy | false | undefined;
  /** Called at every change of `status`. */
  onStatusChange?: ((status: ViewerStatus) => void) | undefined;
  /** Called with what ends watching, which is `error` in status `error`. */
  onError?: ((error: DecartError) => void) | undefined;
}

type Resolved<L extends ViewerLifecycle> = L extends { status: 'error'; error: infer E }
  ? {
      /**
       * `waiting`: connected, but whose session it is sends no picture. `ended`: that one has left, or the room was
       * closed.
       */
      status: 'error';
      /** What ended watching. */
      error: E;
    }
  : { status: L['status']; error: null };

/** Everything about a viewer at one moment: a union on `status`. */
export type ViewerSnapshot = Resolved<ViewerLifecycle> & {
  /** The video, or null. While waiting and reconnecting it shows the last frame. */
  remoteStream: MediaStream | null;
};

/** The stable store behind `useStreamViewer`. `useSnapshot` and `useRecorder` take it too. */
export interface ViewerSession extends ReadableStore<ViewerSnapshot> {
  /** Watches, and resolves when that has begun, or ended, failed or was stopped. Never rejects. */
  start: () => Promise<void>;
  /** Ends watching. Never rejects. */
  stop: () => Promise<void>;
}

/** A viewer as its hook holds it. */
export interface OwnedViewerSession extends ViewerSession {
  /** Takes the options of the newest render; another token is watched at once. */
  setOptions: (options: StreamViewerOptions) => void;
  /** Mounted: watches if that is wanted, and ends when the returned function is called and nobody mounts it again at once. */
  retain: () => () => void;
}
