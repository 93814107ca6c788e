import { playUnseen } from '../media/playUnseen';
import { invokeCallback } from '../store/invokeCallback';
import { createChunkBuffer } from './chunkBuffer';
import type { MixedSound } from './mixSound';

/** A finished file: a recording, or a part of one. */
export interface RecordingPart {
  /** The whole file, on disk rather than in memory if the browser can; null if its chunks went to `onChunk`. */
  blob: Blob | null;
  /** Its duration. */
  seconds: number;
  /** The file's format, such as `video/mp4;codecs=vp9`. */
  mimeType: string;
}

export interface FileOptions {
  /**
   * Also records the person's own sound: the audio that the session sends, and silence while it is muted. It doesn't open
   * a microphone: the session needs `microphone`, or an input with sound. A viewer has none. @defaultValue false
   */
  microphone?: boolean | undefined;
  /**
   * Milliseconds by which the person's own sound is delayed, so that it matches their transformed video; at most 10,000.
   * `'auto'`: the time from camera to screen, which is measured when a file begins if the session has `debugQuality`;
   * else 250. @defaultValue 'auto'
   */
  audioDelay?: number | 'auto' | undefined;
  /**
   * The format of the file. @defaultValue the first of these that the browser can write: MP4 with H.264 and AAC (which
   * plays everywhere), any MP4, WebM with VP9, WebM
   */
  mimeType?: string | undefined;
  /** Video bits per second. @defaultValue the browser's, about 2,500,000 */
  videoBitsPerSecond?: number | undefined;
  /** The minimum time between two chunks, in milliseconds; MP4 chunks come once a second. @defaultValue 1000 */
  timeslice?: number | undefined;
  /**
   * Called with each chunk as it is ready, in order; then nothing is kept in memory. For recordings that last hours, or
   * for uploads. If the video changes its size, the last chunks of an H.264 file can hold frames that no player
   * decodes; only a `blob` is cut before them.
   */
  onChunk?: ((chunk: Blob) => void) | undefined;
}

/** A file that is being written. */
export interface RecordedFile {
  /** As `Date.now()`. */
  readonly startedAt: number;
  end(): void;
  /**
   * Nothing is added any more: `end()` was called, the stream has ended or has other tracks, or its size has changed.
   */
  readonly over: Promise<void>;
  /** Null if nothing was written: it ended before the first frame. */
  readonly part: Promise<RecordingPart | null>;
  /** How much has been written so far. */
  readonly bytes: number;
}

const MIME_TYPES = [
  'video/mp4;codecs=avc1,mp4a.40.2',
  'video/mp4',
  'video/webm;codecs=vp9,opus',
  'video/webm',
];
const KEY_FRAME_MS = 1000;
const LATE_CHUNK_MS = 1000;

/**
 * Records a stream into one file. The options at its beginning apply to the whole file.
 *
 * @throws the browser's error if it can't write the format
 */
export function recordFile(stream: MediaStream, options: FileOptions, sound?: MixedSound): RecordedFile {
  const { mimeType = MIME_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '' } = options;
  const { videoBitsPerSecond, timeslice = 1000, onChunk } = options;
  const format: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
    mimeType,
    // MP4 is delivered from key frame to key frame; by default they would be far apart.
    videoKeyFrameIntervalDuration: KEY_FRAME_MS,
    ...(videoBitsPerSecond && { videoBitsPerSecond }),
  };
  // The first frame is recorded now: the `start` event comes later.
  const startedAt = Date.now();
  const recorder = startRecorder(sound ? sound.stream : stream, format, timeslice, () => sound?.close());
  const buffer = createChunkBuffer();
  let endedAt: number | undefined;
  let hasNewSize = false;
  let bytes = 0;
  let isLastEmpty = false;

  recorder.ondataavailable = ({ data }) => {
    isLastEmpty = data.size === 0;
    if (data.size === 0) return;
    bytes += data.size;
    if (onChunk) invokeCallback(onChunk, data);
    else buffer.add(data);
  };
  const over = new Promise<void>((resolve) => {
    recorder.onstop = () => {
      endedAt ??= Date.now();
      resolve();
    };
  });
  const part = over.then(async (): Promise<RecordingPart | null> => {
    if (isLastEmpty && Date.now() - startedAt >= timeslice) await lateChunk(recorder);
    if (bytes === 0) return null;
    const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
    const { mimeType: written } = recorder;
    if (onChunk) return { blob: null, seconds, mimeType: written };
    const blob = await buffer.finish(written);
    return { blob, seconds, mimeType: written, ...(await repair(blob, hasNewSize)) };
  });
  function end() {
    if (recorder.state === 'inactive') return;
    // Frames that are being encoded are still written, but nothing is added.
    endedAt = Date.now();
    recorder.stop();
  }
  const stopWatching = watchSize(stream, () => {
    // This format stores the video size at the start. Frames after a size change can't be decoded.
    if (!recorder.mimeType.includes('avc1')) return;
    hasNewSize = true;
    end();
  });
  sound?.onTracks(end);
  void over.then(() => {
    stopWatching();
    sound?.close();
  });

  return {
    startedAt,
    over,
    part,
    get bytes() {
      return bytes;
    },
    end,
  };
}

/**
 * Waits for a chunk that comes after `stop`. If Firefox's encoder is busy when a recording stops, an empty chunk comes
 * first, then `stop`, and only then the end of the recording (seen in 153: 70 to 230 ms later).
 */
const lateChunk = (recorder: MediaRecorder) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, LATE_CHUNK_MS);
    recorder.addEventListener('dataavailable', () => resolve(), { once: true });
  });

/** What the browser got wrong in the file, if anything. A file that can't be repaired stays as it is. */
async function repair(blob: Blob, hasNewSize: boolean): Promise<Partial<RecordingPart> | null> {
  try {
    if (hasNewSize) return await (await import('./cutAtNewSize')).cutAtNewSize(blob);
    // A live stream: it has no duration and no index, so players show no length and can't seek.
    if (blob.type.startsWith('video/webm')) return await (await import('./remux')).remux(blob);
  } catch {}
  return null;
}

/** @throws the browser's error if it can't write the format, after `onFailed` */
function startRecorder(
  stream: MediaStream,
  format: MediaRecorderOptions,
  timeslice: number,
  onFailed: () => void,
): MediaRecorder {
  try {
    const recorder = new MediaRecorder(stream, format);
    recorder.start(timeslice);
    return recorder;
  } catch (error) {
    onFailed();
    throw error;
  }
}

function watchSize(stream: MediaStream, onChange: () => void): () => void {
  const video = playUnseen(stream);
  let size = '';
  video.onresize = () => {
    const before = size;
    size = `${video.videoWidth}x${video.videoHeight}`;
    if (before && size !== before) onChange();
  };
  return () => {
    video.onresize = null;
    video.srcObject = null;
  };
}
