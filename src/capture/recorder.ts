// Records what a session shows. A recorder of the browser ends when its stream gets other tracks, as it does after a
// reconnect: then this one finishes the file, and goes on in a new one when the picture is back.
import { DecartError } from '../errors/DecartError';
import { createStore, type ReadableStore } from '../store/store';
import type { PictureSource } from './pictureSource';

/** A finished file. */
export interface Recording {
  /** The whole file; null when its chunks were handed to `onChunk`. */
  blob: Blob | null;
  seconds: number;
  mimeType: string;
}

export interface RecorderOptions {
  /** @defaultValue the first that the browser can write of MP4, WebM with VP9, and WebM */
  mimeType?: string | undefined;
  /** @defaultValue the browser's, about 2,500,000 */
  videoBitsPerSecond?: number | undefined;
  /** Milliseconds between two chunks, at least; MP4 comes once a second. @defaultValue 1000 */
  timeslice?: number | undefined;
  /** Gets each chunk as it is ready, in order; then nothing is kept here. For recordings of hours, or for uploading. */
  onChunk?: ((chunk: Blob) => void) | undefined;
  /** A file is finished: by `stop()`, by the session's end, or because the connection was lost. */
  onRecorded?: ((recording: Recording) => void) | undefined;
}

/** `waiting`: wanted, but there is no picture at the moment. */
export type RecorderState =
  | { status: 'idle'; startedAt: null; error: DecartError | null }
  | { status: 'waiting'; startedAt: null; error: null }
  | { status: 'recording' /** As `Date.now()`. */; startedAt: number; error: null };

export interface Recorder extends ReadableStore<RecorderState> {
  setOptions(options: RecorderOptions): void;
  /** Follows a session. The returned function finishes what is being recorded, and lets go. */
  follow(source: PictureSource): () => void;
  /** Never throws: a browser that cannot record is told in `error`. */
  start(): void;
  /** Resolves to the finished file, or null when nothing was being recorded. */
  stop(): Promise<Recording | null>;
}

export const RECORDER_IDLE: RecorderState = { status: 'idle', startedAt: null, error: null };
const failed = (error: DecartError): RecorderState => ({ status: 'idle', startedAt: null, error });
const WAITING: RecorderState = { status: 'waiting', startedAt: null, error: null };
const MIME_TYPES = ['video/mp4', 'video/webm;codecs=vp9,opus', 'video/webm'];
const KEY_FRAME_MS = 1000;
const OVER = ['idle', 'ended', 'error'];

export function createRecorder(): Recorder {
  const store = createStore(RECORDER_IDLE);
  let options: RecorderOptions = {};
  let source: PictureSource | undefined;
  let isWanted = false;
  let file: { end(): void; finished: Promise<Recording> } | undefined;

  /** Begins a file, ends one or waits, as the session and the wish say. */
  function update() {
    const { remoteStream: stream, status = 'idle' } = source?.getSnapshot() ?? {};
    if (OVER.includes(status)) isWanted = false;
    const hasPicture = stream?.getVideoTracks().some(({ readyState }) => readyState === 'live');
    if (file) {
      if (!isWanted || status === 'reconnecting') file.end();
    } else if (!isWanted) {
      if (store.getSnapshot().status !== 'idle') store.set(RECORDER_IDLE);
    } else if (stream && hasPicture && status !== 'reconnecting') {
      begin(stream);
    } else {
      store.set(WAITING);
    }
  }

  function begin(stream: MediaStream) {
    const { mimeType = MIME_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '', onChunk } =
      options;
    const { videoBitsPerSecond, timeslice = 1000 } = options;
    const chunks: Blob[] = [];
    let startedAt = Date.now();
    const format: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
      mimeType,
      // MP4 is handed out from key frame to key frame, which would otherwise be far apart.
      videoKeyFrameIntervalDuration: KEY_FRAME_MS,
      ...(videoBitsPerSecond && { videoBitsPerSecond }),
    };
    let recorder: MediaRecorder;
    try {
      recorder = new MediaRecorder(stream, format);
    } catch (cause) {
      isWanted = false;
      const message = 'This browser cannot record the picture in this format. Choose another `mimeType`.';
      store.set(failed(new DecartError('UNSUPPORTED_BROWSER', message, { cause, fatal: false })));
      return;
    }
    recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      // The options of the file's start count for all of it.
      if (onChunk) onChunk(data);
      else chunks.push(data);
    };
    // It takes some time to begin, and the time on screen is that of the file.
    recorder.onstart = () => {
      startedAt = Date.now();
      store.set({ status: 'recording', startedAt, error: null });
    };
    const finished = new Promise<Recording>((resolve) => {
      recorder.onstop = () => {
        file = undefined;
        const recording: Recording = {
          blob: onChunk ? null : new Blob(chunks, { type: recorder.mimeType }),
          seconds: (Date.now() - startedAt) / 1000,
          mimeType: recorder.mimeType,
        };
        resolve(recording);
        options.onRecorded?.(recording);
        update();
      };
    });
    file = {
      finished,
      end() {
        if (recorder.state !== 'inactive') recorder.stop();
      },
    };
    recorder.start(timeslice);
    store.set({ status: 'recording', startedAt, error: null });
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    setOptions(next) {
      options = next;
    },
    follow(next) {
      source = next;
      const unsubscribe = next.subscribe(update);
      return () => {
        unsubscribe();
        isWanted = false;
        update();
        source = undefined;
      };
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
      const recording = file?.finished ?? null;
      update();
      return recording;
    },
  };
}
