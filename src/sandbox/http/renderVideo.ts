import { drawLook, lookFor } from '../model/looks';
import type { ModelInputs } from './modelInputs';
import { openVideo, type VideoSource } from './videoSource';

const MAX_CLIP_MS = 1000;
const FRAME_MS = 40;
/** An MP4 declares its duration; a recorded WebM doesn't, so players show no length. */
const TYPES = ['video/mp4;codecs=avc1.42E01F', 'video/mp4;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

function recordingType(): string {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
}

/** Draws frame after frame until the clip ends. */
function play(draw: (timeMs: number) => void, durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    // Uses a timer, not requestAnimationFrame: a job continues while its page is hidden.
    const timer = setInterval(() => {
      const timeMs = performance.now() - startedAt;
      draw(timeMs);
      if (timeMs < durationMs && !signal.aborted) return;
      clearInterval(timer);
      resolve();
    }, FRAME_MS);
  });
}

async function record(
  canvas: HTMLCanvasElement,
  source: VideoSource,
  draw: (timeMs: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const stream = canvas.captureStream(1000 / FRAME_MS);
  const recorder = new MediaRecorder(stream, { mimeType: recordingType(), videoBitsPerSecond: 2_000_000 });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  draw(0);
  recorder.start();
  await play(draw, Math.min(source.durationMs, MAX_CLIP_MS), signal);
  recorder.stop();
  await stopped;
  for (const track of stream.getTracks()) track.stop();
  // Firefox forgets the recorder's type when it stops.
  return new Blob(parts, { type: parts[0]?.type.split(';')[0] ?? '' });
}

/**
 * At most a second of the uploaded video in the style of the prompt, recorded while it plays. If the browser can't record
 * (WebKitGTK), the uploaded video unchanged.
 */
export async function renderVideo(inputs: ModelInputs, signal: AbortSignal): Promise<Blob> {
  const { data, prompt, referenceImage } = inputs;
  const reference = referenceImage ? await createImageBitmap(referenceImage) : null;
  const source = await openVideo(data);
  try {
    const canvas = document.createElement('canvas');
    canvas.width = source.width;
    canvas.height = source.height;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No 2D canvas');
    const look = lookFor(prompt, reference !== null);
    const draw = (timeMs: number) =>
      drawLook(context, source.frame(timeMs), look, canvas.width, canvas.height, timeMs, reference);
    const recorded = await record(canvas, source, draw, signal);
    return recorded.size > 0 ? recorded : data;
  } finally {
    source.close();
    reference?.close();
  }
}
