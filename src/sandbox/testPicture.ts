import { aFrameRate, aText, checkAll, type Rule, somePixels } from './checks';
import { startTimer } from './timer';

export interface TestPictureOptions {
  /** Pixels. @defaultValue 1280 */
  width?: number | undefined;
  /** Pixels. @defaultValue 720 */
  height?: number | undefined;
  /** Pictures a second. @defaultValue 30 */
  frameRate?: number | undefined;
  /** The main color of the picture, as a CSS color. @defaultValue a warm landscape */
  color?: string | undefined;
}

const RULES = {
  width: somePixels,
  height: somePixels,
  frameRate: aFrameRate,
  color: aText,
} satisfies Record<keyof TestPictureOptions, Rule>;

/** A moving picture for machines without a camera. */
export interface TestPicture {
  /** The stream, with one video track. */
  readonly stream: MediaStream;
  /** Ends the track and the drawing. */
  stop: () => void;
}

/**
 * Draws a moving test picture: recognizable, colorful, never still.
 *
 * @throws `TypeError` with the code `INVALID_OPTIONS`, naming the option
 *
 * @example
 * ```ts
 * const picture = createTestPicture();
 * video.srcObject = picture.stream;
 * picture.stop();
 * ```
 */
export function createTestPicture(options: TestPictureOptions = {}): TestPicture {
  checkAll('createTestPicture', options, RULES);
  const { width = 1280, height = 720, frameRate = 30, color } = options;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error("This browser doesn't provide a 2D canvas context.");
  const backdrop = drawBackdrop(width, height, color);

  const start = performance.now();
  const draw = () => {
    context.drawImage(backdrop, 0, 0);
    drawActors(context, width, height, (performance.now() - start) / 1000);
  };
  draw();
  const stopDrawing = startTimer(1000 / frameRate, draw);
  // Each drawing is captured. With a fixed frame rate, Firefox would skip some drawings.
  const stream = canvas.captureStream();

  return {
    stream,
    stop() {
      stopDrawing();
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

function drawBackdrop(width: number, height: number, color: string | undefined): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return canvas;
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, color ?? '#3f7fd6');
  sky.addColorStop(0.65, color ?? '#f2b880');
  sky.addColorStop(1, color ?? '#f7d9a8');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  if (color) return canvas;
  for (const [tone, base, wave] of [
    ['#6f8f5f', 0.62, 0.08],
    ['#3f6b46', 0.74, 0.05],
    ['#27493a', 0.86, 0.03],
  ] as const) {
    context.fillStyle = tone;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= width; x += 8) {
      context.lineTo(x, height * (base + wave * Math.sin((x / width) * 9 + base * 20)));
    }
    context.lineTo(width, height);
    context.fill();
  }
  return canvas;
}

/** A sun that moves, a balloon that sways, and a face that looks around. */
function drawActors(context: CanvasRenderingContext2D, width: number, height: number, seconds: number): void {
  const unit = height / 720;
  disc(context, width * (0.5 + 0.42 * Math.sin(seconds / 3)), height * 0.2, 46 * unit, '#ffe680');

  const balloonX = width * (0.78 + 0.05 * Math.sin(seconds));
  const balloonY = height * (0.38 + 0.06 * Math.cos(seconds * 0.8));
  disc(context, balloonX, balloonY, 62 * unit, '#d63f4f');
  context.fillStyle = '#7a4a2b';
  context.fillRect(balloonX - 16 * unit, balloonY + 80 * unit, 32 * unit, 22 * unit);

  const faceX = width * (0.42 + 0.03 * Math.sin(seconds * 0.7));
  const faceY = height * 0.56;
  disc(context, faceX, faceY, 150 * unit, '#e8b48c');
  const gaze = 14 * unit * Math.sin(seconds * 1.3);
  for (const side of [-1, 1]) {
    disc(context, faceX + side * 54 * unit, faceY - 30 * unit, 26 * unit, '#ffffff');
    disc(context, faceX + side * 54 * unit + gaze, faceY - 30 * unit, 12 * unit, '#2a2a3a');
  }
  context.strokeStyle = '#8a3b3b';
  context.lineWidth = 10 * unit;
  context.beginPath();
  context.arc(faceX, faceY + 30 * unit, 64 * unit, 0.2, Math.PI - 0.2);
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}
