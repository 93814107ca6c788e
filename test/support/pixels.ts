/** An average color, each channel 0 to 255. */
export interface Color {
  r: number;
  g: number;
  b: number;
}

/** A part of a picture, in fractions of its width and height. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The middle of the picture: without the "simulated" mark above and the reference image in a corner. */
const MIDDLE: Region = { x: 0.2, y: 0.1, width: 0.6, height: 0.6 };

/** The average color of what a video, a canvas or an image shows now. */
export function averageColor(
  source: HTMLVideoElement | HTMLCanvasElement | ImageBitmap,
  region = MIDDLE,
): Color {
  const [fullWidth, fullHeight] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height];
  const size = 32;
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D context');
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    source,
    region.x * fullWidth,
    region.y * fullHeight,
    region.width * fullWidth,
    region.height * fullHeight,
    0,
    0,
    size,
    size,
  );
  const { data } = context.getImageData(0, 0, size, size);
  const sum = { r: 0, g: 0, b: 0 };
  for (let i = 0; i < data.length; i += 4) {
    sum.r += data[i] ?? 0;
    sum.g += data[i + 1] ?? 0;
    sum.b += data[i + 2] ?? 0;
  }
  const count = size * size;
  return { r: Math.round(sum.r / count), g: Math.round(sum.g / count), b: Math.round(sum.b / count) };
}

/** How far apart two colors are: 0 (the same) to 441 (black and white). */
export function distance(a: Color, b: Color): number {
  return Math.hypot(a.r - b.r, a.g - b.g, a.b - b.b);
}

/** Resolves with the next frame that the video presents. */
export function waitForFrame(
  video: HTMLVideoElement,
  timeoutMs = 20_000,
): Promise<VideoFrameCallbackMetadata> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(request);
      reject(new Error(`no frame within ${timeoutMs} ms`));
    }, timeoutMs);
    const request = video.requestVideoFrameCallback((_now, metadata) => {
      clearTimeout(timer);
      resolve(metadata);
    });
  });
}

/** Resolves when a frame's average color satisfies the condition. */
export async function waitForColor(
  video: HTMLVideoElement,
  condition: (color: Color) => boolean,
  timeoutMs = 20_000,
  region = MIDDLE,
): Promise<void> {
  const start = performance.now();
  for (;;) {
    const left = timeoutMs - (performance.now() - start);
    if (left <= 0) {
      throw new Error(
        `the color is still ${JSON.stringify(averageColor(video, region))} after ${timeoutMs} ms`,
      );
    }
    await waitForFrame(video, left).catch(() => {});
    if (video.videoWidth > 0 && condition(averageColor(video, region))) return;
  }
}

/** A muted, playing video element in the page, showing the stream; to be removed by the caller. */
export function showStream(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.srcObject = stream;
  document.body.append(video);
  return video;
}
