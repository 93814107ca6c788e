// Pictures that a caller passes, and whether a session shows one.
import { expect, onTestFinished } from 'vitest';
import { type Color, distance, waitForColor, waitForFrame } from './pixels';
import type { renderStream } from './renderStream';

type View = ReturnType<typeof renderStream>;

const BLACK = { r: 0, g: 0, b: 0 };
export const isRed = ({ r, g, b }: Color) => r > 150 && g < 90 && b < 90;
export const isBlack = ({ r, g, b }: Color) => Math.max(r, g, b) < 40;
export const isBlue = ({ r, g, b }: Color) => b > 150 && r < 90 && g < 90;

/** A moving picture with these colors side by side, until the test has finished. */
export function stripes(...colors: string[]): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  const width = canvas.width / colors.length;
  const timer = setInterval(() => {
    colors.forEach((color, index) => {
      if (!context) return;
      context.fillStyle = color;
      context.fillRect(index * width, 0, width, canvas.height);
    });
  }, 33);
  const stream = canvas.captureStream(30);
  onTestFinished(() => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  });
  return stream;
}

interface Generators {
  MediaStreamTrackGenerator: new (init: { kind: 'video' }) => MediaStreamTrack;
}

/** A camera that opens but delivers no frames, like a virtual camera whose application isn't running. */
export function emptyTrack(): MediaStreamTrack {
  const { MediaStreamTrackGenerator } = globalThis as unknown as Generators;
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  onTestFinished(() => track.stop());
  return track;
}

/** Waits until the left and the right of the transformed picture look as they should. */
export async function expectSides(
  view: View,
  left: (color: Color) => boolean,
  right: (color: Color) => boolean,
) {
  await waitForColor(view.output, left, 20_000, { x: 0.1, y: 0.3, width: 0.25, height: 0.3 });
  await waitForColor(view.output, right, 20_000, { x: 0.65, y: 0.3, width: 0.25, height: 0.3 });
}

/** Pictures arrive at the service, come back, and are not black. */
export async function expectMovingPicture(view: View) {
  const session = view.sandbox.sessions.find(({ open }) => open);
  const before = session?.framesReceived ?? 0;
  await expect.poll(() => session?.framesReceived).toBeGreaterThan(before + 5);
  // Black is sent until a camera is open again: the frames that were counted may have been black.
  await waitForFrame(view.output);
  await waitForColor(view.output, (color) => distance(color, BLACK) > 20);
}
