import type { DecartError } from '../errors/DecartError';
import type { ReconnectPolicy } from '../reconnect/backoff';
import type { ReadableStore } from '../store/store';
import type { ViewerLifecycle, ViewerStatus } from './machine';

/** Whom to watch, and how. */
export interface StreamViewerOptions {
  /**
   * The `subscribeToken` of a live session. Another token means another session, which is then watched instead. Without
   * one, the viewer waits for it in status `idle`.
   */
  subscribeToken: string | null | undefined;
  /** Starts watching when mounted. @defaultValue true */
  autoStart?: boolean | undefined;
  /**
   * Milliseconds that the video may be missing (status `waiting`) before the session counts as ended.
   * @defaultValue 15000
   */
  waitTimeout?: number | undefined;
  /** How a lost connection reconnects; `false` turns reconnecting off. */
  reconnect?: ReconnectPolicy | false | undefined;
  /** Called at every change of `status`. */
  onStatusChange?: ((status: ViewerStatus) => void) | undefined;
  /** Called with the error that ends watching, which is `error` in status `error`. */
  onError?: ((error: DecartError) => void) | undefined;
}

type Resolved<L extends ViewerLifecycle> = L extends { status: 'error'; error: infer E }
  ? {
      /**
       * `waiting`: connected, but the publisher sends no video. `ended`: the publisher has left, or the room was closed.
       */
      status: 'error';
      /** What ended watching. */
      error: E;
    }
  : { status: L['status']; error: null };

/** The complete state of a viewer at one moment: a union on `status`. */
export type ViewerSnapshot = Resolved<ViewerLifecycle> & {
  /** The video, or null. While waiting and reconnecting it shows the last frame. */
  remoteStream: MediaStream | null;
};

/** The stable store behind `useStreamViewer`. `useSnapshot` and `useRecorder` take it too. */
export interface ViewerSession extends ReadableStore<ViewerSnapshot> {
  /** Starts watching. Resolves when it has begun, and also when it has ended, failed or was stopped. Never rejects. */
  start: () => Promise<void>;
  /** Ends watching. Never rejects. */
  stop: () => Promise<void>;
}

/** A viewer, as its hook sees it. */
export interface OwnedViewerSession extends ViewerSession {
  /** Sets the options of the newest render; another token is watched at once. */
  setOptions: (options: StreamViewerOptions) => void;
  /**
   * The hook is mounted: watches if requested, and ends when the returned function is called, unless it is mounted again
   * at once.
   */
  retain: () => () => void;
}
