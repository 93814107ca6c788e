// Records what a session shows. A recorder of the browser ends when its stream gets other tracks, as it does after a
// reconnect: then this one finishes the file, and continues in a new one when the video is back.
import { chunkError } from '../errors/chunkError';
import { DecartError } from '../errors/DecartError';
import { invokeCallback } from '../store/invokeCallback';
import { createLease } from '../store/lease';
import { createStore, type ReadableStore } from '../store/store';
import type { PictureSource } from './pictureSource';
import { type FileOptions, type RecordedFile, type Recording, recordFile } from './recordFile';

export interface RecorderOptions extends FileOptions {
  /** A file is finished: by `stop()`, by the session's end, or because the connection was lost. */
  onRecorded?: ((recording: Recording) => void) | undefined;
  /**
   * Nothing more is recorded: called once, with all files since `start()`, in order. There are several where the connection was
   * lost, or where the size of the video changed in a format that can't hold that (H.264 as `avc1`).
   */
  onFinished?: ((recordings: Recording[]) => void) | undefined;
}

/** What a recorder does: a union on `status`. */
export type RecorderState =
  | {
      /** `waiting`: it should be recorded, but there is no picture at the moment, as while a session reconnects. */
      status: 'idle';
      /** When the file that is being written was begun, as `Date.now()`. */
      startedAt: null;
      /** Why the last recording did not continue: `UNSUPPORTED_BROWSER`, for a format that the browser cannot write. */
      error: DecartError | null;
    }
  | { status: 'waiting'; startedAt: null; error: null }
  | { status: 'recording'; startedAt: number; error: null };

export interface Recorder extends ReadableStore<RecorderState> {
  setOptions(options: RecorderOptions): void;
  /**
   * Follows a session. The returned function finishes what is being recorded, and lets go, unless the same session is followed
   * again at once: React does so under StrictMode and at a Fast Refresh.
   */
  follow(source: PictureSource): () => void;
  /** Never throws: a browser that cannot record is told in `error`. */
  start(): void;
  /** Resolves to the finished file, or null when nothing was recorded. */
  stop(): Promise<Recording | null>;
}

export const RECORDER_IDLE: RecorderState = { status: 'idle', startedAt: null, error: null };
const failed = (error: DecartError): RecorderState => ({ status: 'idle', startedAt: null, error });
const WAITING: RecorderState = { status: 'waiting', startedAt: null, error: null };
const OVER = ['idle', 'ended', 'error'];
const MOST_EMPTY = 3;

function cannotRecord(cause?: unknown) {
  const message = 'This browser cannot record the picture in this format. Choose another `mimeType`.';
  return new DecartError('UNSUPPORTED_BROWSER', message, { cause, fatal: false });
}

const importSounds = () => import('./mixSound');

export function createRecorder(): Recorder {
  const store = createStore(RECORDER_IDLE);
  let options: RecorderOptions = {};
  let source: PictureSource | undefined;
  let isWanted = false;
  let file: RecordedFile | null = null;
  // How many files in a row ended by themselves with nothing in them: an encoder that fails does so again and again.
  let empty = 0;
  let unfinished: RecordedFile['recording'] | null = null;
  /** All since the last `start()`. */
  let files: RecordedFile['recording'][] = [];
  let sounds: Awaited<ReturnType<typeof importSounds>> | undefined;
  let unsubscribe = () => {};

  /** Begins a file, ends one or waits, as the session and the wish say. */
  function update() {
    const { remoteStream: stream, status = 'idle' } = source?.getSnapshot() ?? {};
    if (OVER.includes(status)) isWanted = false;
    const hasPicture = stream?.getVideoTracks().some(({ readyState }) => readyState === 'live');
    if (file) {
      if (!isWanted || status === 'reconnecting') {
        empty = 0;
        file.end();
      }
    } else if (!isWanted) {
      reportFinished();
      if (store.getSnapshot().status !== 'idle') store.set(RECORDER_IDLE);
    } else if (source && stream && hasPicture && status !== 'reconnecting') {
      begin(stream, source);
    } else {
      store.set(WAITING);
    }
  }

  function reportFinished() {
    if (files.length === 0) return;
    const { onFinished } = options;
    void Promise.all(files).then((recordings) => {
      const written = recordings.filter((recording) => recording !== null);
      if (written.length > 0) invokeCallback(onFinished, written);
    });
    files = [];
  }

  function loadSounds() {
    store.set(WAITING);
    importSounds().then(
      (loaded) => {
        sounds = loaded;
        update();
      },
      (cause: unknown) => {
        if (!isWanted) return;
        isWanted = false;
        reportFinished();
        store.set(failed(chunkError('UNSUPPORTED_BROWSER', cause)));
      },
    );
  }

  function begin(stream: MediaStream, { audioStore, statsStore }: PictureSource) {
    if (options.microphone && audioStore && !sounds) return loadSounds();
    try {
      const { audioDelay } = options;
      const sound =
        options.microphone && audioStore && sounds?.mixSound(stream, audioStore, statsStore, audioDelay);
      const begun = recordFile(stream, options, sound || undefined);
      file = begun;
      unfinished = begun.recording;
      files.push(begun.recording);
      void begun.over.then(() => {
        file = null;
        empty = begun.bytes === 0 ? empty + 1 : 0;
        if (empty < MOST_EMPTY) return update();
        empty = 0;
        isWanted = false;
        reportFinished();
        store.set(failed(cannotRecord()));
      });
      void begun.recording.then((recording) => {
        if (unfinished === begun.recording) unfinished = null;
        if (recording) invokeCallback(options.onRecorded, recording);
      });
      store.set({ status: 'recording', startedAt: begun.startedAt, error: null });
    } catch (cause) {
      isWanted = false;
      reportFinished();
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
      }
      return lease.retain();
    },
    start() {
      if (typeof MediaRecorder === 'undefined') {
        const error = new DecartError('UNSUPPORTED_BROWSER', 'This browser cannot record video.', {
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
      const recording = unfinished;
      update();
      return recording;
    },
  };
}
