// Records the video that a session shows. A browser's recorder stops when its stream gets other tracks, as it does after
// a reconnect: then we finish the file, and continue in a new one when the video is back.
import { chunkError } from '../errors/chunkError';
import { DecartError } from '../errors/DecartError';
import { createLease } from '../store/lease';
import { createStore, type ReadableStore } from '../store/store';
import type { PictureSource } from './pictureSource';
import type { RecordedFiles } from './recordedFiles';
import type { FileOptions, RecordingPart } from './recordFile';

/** A finished recording. */
export interface Recording {
  /**
   * All files since `start()`, in order. There are several if the connection was lost, or if the video size changed in a
   * format that doesn't support that (H.264 as `avc1`).
   */
  parts: RecordingPart[];
}

export interface RecorderOptions extends FileOptions {
  /** The recording has ended, by `stop()` or with the session. Called once; never without a file. */
  onRecorded?: ((recording: Recording) => void) | undefined;
  /** A file is finished; the recording may continue in another one. */
  onPart?: ((part: RecordingPart) => void) | undefined;
}

/** The state of a recorder: a union on `status`. */
export type RecorderState =
  | {
      /** `waiting`: recording is on, but there is no video at the moment, for example while a session reconnects. */
      status: 'idle';
      /** When the current file was begun, as `Date.now()`. */
      startedAt: null;
      /** Why the last recording stopped: `UNSUPPORTED_BROWSER`, for a format that the browser can't write. */
      error: DecartError | null;
    }
  | { status: 'waiting'; startedAt: null; error: null }
  | { status: 'recording'; startedAt: number; error: null };

export interface Recorder extends ReadableStore<RecorderState> {
  setOptions(options: RecorderOptions): void;
  /**
   * Follows a session. The returned function finishes the recording and unsubscribes, unless the same session is followed
   * again at once: React does that under StrictMode and at a Fast Refresh.
   */
  follow(source: PictureSource): () => void;
  /** Never throws: if the browser can't record, `error` says so. */
  start(): void;
  /** Resolves with the finished recording, or null if nothing was recorded. */
  stop(): Promise<Recording | null>;
}

export const RECORDER_IDLE: RecorderState = { status: 'idle', startedAt: null, error: null };
const failed = (error: DecartError): RecorderState => ({ status: 'idle', startedAt: null, error });
const WAITING: RecorderState = { status: 'waiting', startedAt: null, error: null };
const OVER = ['idle', 'ended', 'error'];

const importFiles = () => import('./recordedFiles');

export function createRecorder(importIt = importFiles): Recorder {
  const store = createStore(RECORDER_IDLE);
  let options: RecorderOptions = {};
  let source: PictureSource | undefined;
  let isWanted = false;
  let files: RecordedFiles | undefined;
  let unsubscribe = () => {};

  /** Begins a file, ends one or waits, depending on the session and on whether recording is on. */
  function update() {
    const { remoteStream: stream, status = 'idle' } = source?.getSnapshot() ?? {};
    if (OVER.includes(status)) isWanted = false;
    const hasPicture = stream?.getVideoTracks().some(({ readyState }) => readyState === 'live');
    // Before a press needs it. If that fails, the press reports it.
    if (hasPicture && !files) load().catch(() => {});
    if (files?.isOpen()) {
      if (!isWanted || status === 'reconnecting') files.end();
    } else if (!isWanted) {
      files?.complete();
      if (store.getSnapshot().status !== 'idle') store.set(RECORDER_IDLE);
    } else if (!source || !stream || !hasPicture || status === 'reconnecting') {
      store.set(WAITING);
    } else if (!files) {
      store.set(WAITING);
      load().then(update, failToLoad);
    } else if (!files.begin(stream, source)) {
      store.set(WAITING);
    }
  }

  /** Loads what writes files. */
  async function load() {
    const { createRecordedFiles } = await importIt();
    files ??= createRecordedFiles({
      options: () => options,
      update,
      onBegun: (startedAt) => store.set({ status: 'recording', startedAt, error: null }),
      fail,
      failToLoad,
    });
  }

  function failToLoad(cause: unknown) {
    if (isWanted) fail(chunkError('UNSUPPORTED_BROWSER', cause));
  }

  function fail(error: DecartError) {
    isWanted = false;
    files?.complete();
    store.set(failed(error));
  }

  const lease = createLease(() => () => {
    unsubscribe();
    isWanted = false;
    update();
    source = undefined;
  });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    setOptions(next) {
      options = next;
    },
    follow(next) {
      if (next !== source) {
        unsubscribe();
        if (source) {
          isWanted = false;
          update();
        }
        source = next;
        unsubscribe = next.subscribe(update);
        update();
      }
      return lease.retain();
    },
    start() {
      if (typeof MediaRecorder === 'undefined') {
        const error = new DecartError('UNSUPPORTED_BROWSER', "This browser can't record video.", {
          fatal: false,
        });
        store.set(failed(error));
        return;
      }
      isWanted = true;
      update();
    },
    async stop() {
      isWanted = false;
      const recording = files?.complete() ?? null;
      update();
      return recording;
    },
  };
}
