// Records the video that a session shows. A browser's recorder stops when its stream gets other tracks, as it does after
// a reconnect: then we finish the file, and continue in a new one when the video is back.
import { chunkError } from '../errors/chunkError';
import { DecartError } from '../errors/DecartError';
import { invokeCallback } from '../store/invokeCallback';
import { createLease } from '../store/lease';
import { createStore, type ReadableStore } from '../store/store';
import type { PictureSource } from './pictureSource';
import type { FileOptions, RecordedFile, RecordingPart } from './recordFile';

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
const MOST_EMPTY = 3;

function cannotRecord(cause?: unknown) {
  const message = "This browser can't record video in this format. Choose another `mimeType`.";
  return new DecartError('UNSUPPORTED_BROWSER', message, { cause, fatal: false });
}

async function collect(files: readonly RecordedFile['part'][]): Promise<Recording | null> {
  const parts = (await Promise.all(files)).filter((part) => part !== null);
  return parts.length > 0 ? { parts } : null;
}

const importWriter = () => import('./recordFile');
const importSounds = () => import('./mixSound');

export function createRecorder(): Recorder {
  const store = createStore(RECORDER_IDLE);
  let options: RecorderOptions = {};
  let source: PictureSource | undefined;
  let isWanted = false;
  let file: RecordedFile | null = null;
  // How many files in a row ended by themselves and empty: an encoder that fails keeps failing.
  let empty = 0;
  /** All files since the last `start()`. */
  let parts: RecordedFile['part'][] = [];
  /** A recording that has ended, but whose last file isn't finished. */
  let unfinished: Promise<Recording | null> | null = null;
  let writer: Awaited<ReturnType<typeof importWriter>> | undefined;
  let sounds: Awaited<ReturnType<typeof importSounds>> | undefined;
  let unsubscribe = () => {};

  /** Begins a file, ends one or waits, depending on the session and on whether recording is on. */
  function update() {
    const { remoteStream: stream, status = 'idle' } = source?.getSnapshot() ?? {};
    if (OVER.includes(status)) isWanted = false;
    const hasPicture = stream?.getVideoTracks().some(({ readyState }) => readyState === 'live');
    if (hasPicture && !writer) preload();
    if (file) {
      if (!isWanted || status === 'reconnecting') {
        empty = 0;
        file.end();
      }
    } else if (!isWanted) {
      complete();
      if (store.getSnapshot().status !== 'idle') store.set(RECORDER_IDLE);
    } else if (source && stream && hasPicture && status !== 'reconnecting') {
      begin(stream, source);
    } else {
      store.set(WAITING);
    }
  }

  /** No file follows: reports the recording when its last file is finished. */
  function complete(): Promise<Recording | null> | null {
    if (parts.length === 0) return unfinished;
    const { onRecorded } = options;
    const recording = collect(parts);
    parts = [];
    unfinished = recording;
    void recording.then((recorded) => {
      if (unfinished === recording) unfinished = null;
      if (recorded) invokeCallback(onRecorded, recorded);
    });
    return recording;
  }

  /** Loads the code that writes files before a press needs it. If that fails, the press reports it. */
  function preload() {
    importWriter().then(
      (loaded) => {
        writer = loaded;
      },
      () => {},
    );
  }

  function load(withSound: boolean) {
    store.set(WAITING);
    Promise.all([importWriter(), withSound ? importSounds() : sounds]).then(
      (loaded) => {
        [writer, sounds] = loaded;
        update();
      },
      (cause: unknown) => {
        if (!isWanted) return;
        isWanted = false;
        complete();
        store.set(failed(chunkError('UNSUPPORTED_BROWSER', cause)));
      },
    );
  }

  function begin(stream: MediaStream, { audioStore, statsStore }: PictureSource) {
    const { microphone = false, audioDelay } = options;
    const audio = microphone ? audioStore : undefined;
    if (!writer || (audio && !sounds)) return load(audio !== undefined);
    try {
      const sound = audio && sounds?.mixSound(stream, audio, statsStore, audioDelay);
      const begun = writer.recordFile(stream, options, sound);
      file = begun;
      parts.push(begun.part);
      void begun.over.then(() => {
        file = null;
        empty = begun.bytes === 0 ? empty + 1 : 0;
        if (empty < MOST_EMPTY) return update();
        empty = 0;
        isWanted = false;
        complete();
        store.set(failed(cannotRecord()));
      });
      void begun.part.then((part) => {
        if (part) invokeCallback(options.onPart, part);
      });
      store.set({ status: 'recording', startedAt: begun.startedAt, error: null });
    } catch (cause) {
      isWanted = false;
      complete();
      store.set(failed(cannotRecord(cause)));
    }
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
      const recording = complete();
      update();
      return recording;
    },
  };
}
