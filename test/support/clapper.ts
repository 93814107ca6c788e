// A picture that turns white and beeps at the same time, and how to find both in a recording.
import { ALL_FORMATS, AudioBufferSink, BlobSource, CanvasSink, Input } from 'mediabunny';
import { onTestFinished } from 'vitest';
import { stopAll } from '../../src/media/tracks';
import { averageColor, waitForFrame } from './pixels';

export const WEBM = 'video/webm;codecs=vp8,opus';
const PERIOD_MS = 1000;
const LIT_MS = 300;

/** Draws a picture that is white for part of each second. `onLit` is called when that changes. */
function createFlashes(delay: number, onLit?: (isLit: boolean) => void) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const brush = canvas.getContext('2d');
  let wasLit = false;
  const timer = setInterval(() => {
    if (!brush) return;
    const isLit = (performance.now() - delay) % PERIOD_MS < LIT_MS;
    brush.fillStyle = isLit ? '#fff' : '#000';
    brush.fillRect(0, 0, 320, 180);
    if (isLit !== wasLit) onLit?.(isLit);
    wasLit = isLit;
  }, 10);
  // A frame may be late by its own duration.
  const stream = canvas.captureStream(60);
  onTestFinished(() => {
    clearInterval(timer);
    stopAll(stream.getTracks());
  });
  return stream;
}

/** White and loud at the same time. `late` shows the same picture `latency` ms later. */
export async function createClapper(latency = 0) {
  const context = new AudioContext();
  await context.resume();
  const gain = context.createGain();
  gain.gain.value = 0;
  const oscillator = context.createOscillator();
  oscillator.connect(gain);
  oscillator.start();
  const destination = context.createMediaStreamDestination();
  gain.connect(destination);
  onTestFinished(() => context.close());
  const stream = createFlashes(0, (isLit) => {
    gain.gain.value = isLit ? 0.5 : 0;
  });
  const late = createFlashes(latency);
  const audio = destination.stream.getAudioTracks();
  for (const track of audio) stream.addTrack(track);
  return { stream, late, audio: audio[0] ?? null };
}

const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How many milliseconds the beeps in a file come after their flashes. */
export function soundDelay({ flashes, beeps }: { flashes: number[]; beeps: number[] }): number {
  return median(
    flashes.flatMap((flash) =>
      beeps.filter((beep) => Math.abs(beep - flash) < 0.5).map((beep) => (beep - flash) * 1000),
    ),
  );
}

/** How many milliseconds later than the clapper a video shows its flashes: less than a period. */
export async function flashDelay(video: HTMLVideoElement): Promise<number> {
  const delays: number[] = [];
  let wasLit = true;
  while (delays.length < 7) {
    const { presentationTime } = await waitForFrame(video);
    const isLit = averageColor(video).r > 128;
    if (isLit && !wasLit) delays.push(presentationTime % PERIOD_MS);
    wasLit = isLit;
  }
  return median(delays);
}

/** When the picture turns white, when a beep begins, and when each ends, in seconds from the file's start. */
export async function decode(blob: Blob) {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const flashes: number[] = [];
  const beeps: number[] = [];
  let videoEnd = 0;
  let audioEnd = 0;
  let loudest = 0;
  if (video) {
    let wasLit = true;
    for await (const { canvas, timestamp, duration } of new CanvasSink(video, { width: 32 }).canvases()) {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('A page has canvases.');
      const isLit = averageColor(canvas).r > 128;
      if (isLit && !wasLit) flashes.push(timestamp);
      wasLit = isLit;
      videoEnd = timestamp + duration;
    }
  }
  if (audio) {
    let quietFor = 0;
    for await (const { buffer, timestamp } of new AudioBufferSink(audio).buffers()) {
      for (const [index, sample] of buffer.getChannelData(0).entries()) {
        const level = Math.abs(sample);
        loudest = Math.max(loudest, level);
        quietFor++;
        if (level < 0.1) continue;
        // The waves of one beep are much closer together.
        if (quietFor > buffer.sampleRate / 4) beeps.push(timestamp + index / buffer.sampleRate);
        quietFor = 0;
      }
      audioEnd = timestamp + buffer.duration;
    }
  }
  return { flashes, beeps, videoEnd, audioEnd, loudest, hasAudio: audio !== null };
}

/** The length that a player shows right after loading the file. */
export async function shownDuration(blob: Blob) {
  const video = document.createElement('video');
  video.src = URL.createObjectURL(blob);
  onTestFinished(() => URL.revokeObjectURL(video.src));
  await new Promise((resolve, reject) => {
    video.onloadedmetadata = resolve;
    video.onerror = () => reject(new Error(video.error?.message));
  });
  return video.duration;
}
