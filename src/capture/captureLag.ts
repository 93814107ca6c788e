// How long ago a frame was captured when it arrives: recorders date the frames of a connection by it.
import { playUnseen } from '../media/playUnseen';

/** About a second. */
const SAMPLES = 25;
/** The first estimates may be far off. */
const MIN_SAMPLES = 5;
/** Nobody hears less than this, and each correction changes the pitch for a moment. */
const TOLERANCE_MS = 15;

/**
 * Calls back when the lag of the stream's video has changed, in milliseconds. Chromium knows it only some seconds after
 * the connection is live, and dates frames by their arrival until then. Other browsers don't tell it.
 *
 * @returns stops it
 */
export function watchCaptureLag(stream: MediaStream, onLag: (lagMs: number) => void): () => void {
  const video = playUnseen(stream);
  if (!('requestVideoFrameCallback' in video)) return () => {};
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
