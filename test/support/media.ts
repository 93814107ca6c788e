/** A picture of one color. */
export async function solidImage(color: string, type = 'image/png'): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 48);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type });
}

/** An image that hardly compresses. */
export async function noiseImage(side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  const noise = new ImageData(side, side);
  for (let i = 0; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
  canvas.getContext('2d')?.putImageData(noise, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The average color in the middle of a picture. */
export async function averageColor(source: Blob | HTMLVideoElement): Promise<[number, number, number]> {
  const bitmap = await createImageBitmap(source);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(
    Math.floor(bitmap.width / 4),
    Math.floor(bitmap.height / 4),
    Math.ceil(bitmap.width / 2),
    Math.ceil(bitmap.height / 2),
  );
  bitmap.close();
  const sums: [number, number, number] = [0, 0, 0];
  data.forEach((value, index) => {
    const channel = index % 4;
    if (channel === 0 || channel === 1 || channel === 2) sums[channel] += value;
  });
  const [red, green, blue] = sums;
  const pixels = data.length / 4;
  return [red / pixels, green / pixels, blue / pixels];
}

/** How far apart two colors are. */
export function colorDistance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

/** A short recording of a canvas with one color. */
export async function solidVideo(color: string, durationMs = 300): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 160;
  canvas.height = 90;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  const stream = canvas.captureStream(25);
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8' });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  let frame = 0;
  const timer = setInterval(() => {
    context.fillStyle = color;
    context.fillRect(0, 0, canvas.width, canvas.height);
    // A canvas that never changes delivers no frames.
    context.fillStyle = 'black';
    context.fillRect(frame++ % canvas.width, 0, 1, 1);
  }, 20);
  recorder.start();
  setTimeout(() => recorder.stop(), durationMs);
  await stopped;
  clearInterval(timer);
  for (const track of stream.getTracks()) track.stop();
  return new Blob(parts, { type: 'video/webm' });
}

/** Plays a video to a moment in its middle and returns the element; the caller removes it. */
export async function playVideo(blob: Blob): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(blob);
  await video.play();
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  return video;
}
