// Loaded by `recorder.ts` when there is a video: the files of a recording, one after the other.
import { DecartError } from '../errors/DecartError';
import { invokeCallback } from '../store/invokeCallback';
import type { PictureSource } from './pictureSource';
import type { RecorderOptions, Recording } from './recorder';
import { type RecordedFile, recordFile } from './recordFile';
import { saveFile } from './saveFile';

const MOST_EMPTY = 3;

interface RecordedFilesHost {
  /** The newest. */
  options(): RecorderOptions;
  /** A file has ended, or the code for sound is loaded. */
  update(): void;
  /** A file is begun, at this time as `Date.now()`. */
  onBegun(startedAt: number): void;
  /** The recording can't continue. */
  fail(error: DecartError): void;
  failToLoad(cause: unknown): void;
}

export interface RecordedFiles {
  /** Whether a file is being written. */
  isOpen(): boolean;
  /** Ends the current file. */
  end(): void;
  /** Begins a file. Returns false if it must load something first; it calls `update` then. */
  begin(stream: MediaStream, source: PictureSource): boolean;
  /** No file follows: reports the recording when its last file is finished. Null if there is none. */
  complete(): Promise<Recording | null> | null;
}

function cannotRecord(cause?: unknown) {
  const message = "This browser can't record video in this format. Choose another `mimeType`.";
  return new DecartError('UNSUPPORTED_BROWSER', message, { cause, fatal: false });
}

async function collect(files: readonly RecordedFile['part'][]): Promise<Recording | null> {
  const parts = (await Promise.all(files)).filter((part) => part !== null);
  return parts.length > 0 ? { parts } : null;
}

const importSounds = () => import('./mixSound');

export function createRecordedFiles(host: RecordedFilesHost): RecordedFiles {
  const { options, update, fail } = host;
  let file: RecordedFile | null = null;
  // How many files in a row ended by themselves and empty: an encoder that fails keeps failing.
  let empty = 0;
  /** All files of the current recording. */
  let parts: RecordedFile['part'][] = [];
  /** A recording that has ended, but whose last file isn't finished. */
  let unfinished: Promise<Recording | null> | null = null;
  let sounds: Awaited<ReturnType<typeof importSounds>> | undefined;

  function onOver({ bytes }: RecordedFile) {
    file = null;
    empty = bytes === 0 ? empty + 1 : 0;
    if (empty < MOST_EMPTY) return update();
    empty = 0;
    fail(cannotRecord());
  }

  return {
    isOpen: () => file !== null,

    end() {
      empty = 0;
      file?.end();
    },

    begin(stream, { audioStore, statsStore }) {
      const { microphone = false, audioDelay } = options();
      const audio = microphone ? audioStore : undefined;
      if (audio && !sounds) {
        importSounds().then((loaded) => {
          sounds = loaded;
          update();
        }, host.failToLoad);
        return false;
      }
      try {
        const sound = audio && sounds?.mixSound(stream, audio, statsStore, audioDelay);
        const begun = recordFile(stream, options(), sound);
        file = begun;
        parts.push(begun.part);
        void begun.over.then(() => onOver(begun));
        void begun.part.then((part) => part && invokeCallback(options().onPart, part));
        host.onBegun(begun.startedAt);
      } catch (cause) {
        fail(cannotRecord(cause));
      }
      return true;
    },

    complete() {
      if (parts.length === 0) return unfinished;
      const { onRecorded } = options();
      const recording = collect(parts);
      parts = [];
      unfinished = recording;
      void recording.then((recorded) => {
        if (unfinished === recording) unfinished = null;
        if (recorded) invokeCallback(onRecorded, recorded);
      });
      return recording;
    },
  };
}

/** Lets the browser save all files of a recording. */
export function saveRecording({ parts }: Recording): void {
  for (const [index, { blob }] of parts.entries()) {
    if (blob) saveFile(blob, index === 0 ? 'recording' : `recording-${index + 1}`);
  }
}
