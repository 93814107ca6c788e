// How long before its arrival a frame was captured. Chromium's recorder dates received frames by their capture time.
import { playUnseen } from '../media/playUnseen';

/** About a second. */
const SAMPLES = 25;
/** The first estimates may be far off. */
const MIN_SAMPLES = 5;
/** Smaller changes can't be heard, and each correction changes the pitch for a moment. */
const TOLERANCE_MS = 15;

/**
 * Calls `onLag` with the lag of the stream's video, in milliseconds, whenever it has changed. Chromium knows the lag
 * only a few seconds after the connection is live. Until then, it timestamps frames by their arrival. In browsers that
 * don't report capture times, `onLag` is never called.
 *
 * @returns stops watching
 */
export function watchCaptureLag(stream: MediaStream, onLag: (lagMs: number) => void): () => void {
  if (!('requestVideoFrameCallback' in HTMLVideoElement.prototype)) return () => {};
  const video = playUnseen(stream);
  let samples: number[] = [];
  let current = 0;
  let request = 0;

  function look(_now: number, { presentationTime, captureTime }: VideoFrameCallbackMetadata) {
    request = video.requestVideoFrameCallback(look);
    if (captureTime === undefined) return;
    samples = [...samples.slice(1 - SAMPLES), presentationTime - captureTime];
    if (samples.length < MIN_SAMPLES) return;
    const lag = [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
    if (Math.abs(lag - current) < TOLERANCE_MS) return;
    current = lag;
    onLag(lag);
  }

  request = video.requestVideoFrameCallback(look);
  return () => {
    video.cancelVideoFrameCallback(request);
    video.srcObject = null;
  };
}
