// An image and a video to play with, if you have none at hand.
import clip from '../assets/clip.webm?url';

function drawScene(context: CanvasRenderingContext2D, time: number): void {
  const { width, height } = context.canvas;
  const sky = context.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, '#2b5fb8');
  sky.addColorStop(0.6, '#f3b98a');
  sky.addColorStop(1, '#f7e2c0');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#fff3c9';
  context.beginPath();
  context.arc(width * (0.3 + time * 0.2), height * 0.34, height * 0.1, 0, Math.PI * 2);
  context.fill();
  const ridges: [string, number, number][] = [
    ['#6a7fb0', 0.55, 0.0],
    ['#45608f', 0.66, 1.3],
    ['#27405f', 0.78, 2.1],
  ];
  for (const [color, base, phase] of ridges) {
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(0, height);
    for (let x = 0; x <= width; x += 8) {
      const wave =
        Math.sin((x / width) * 7 + phase + time * 0.4) + Math.sin((x / width) * 17 + phase * 2) / 2;
      context.lineTo(x, height * (base - wave * 0.06));
    }
    context.lineTo(width, height);
    context.fill();
  }
}

function createCanvas(): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  return [canvas, context];
}

export async function samplePicture(): Promise<File> {
  const [canvas, context] = createCanvas();
  drawScene(context, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return new File(blob ? [blob] : [], 'mountains.jpg', { type: 'image/jpeg' });
}

export async function sampleVideo(durationMs = 1000): Promise<File> {
  const [canvas, context] = createCanvas();
  const stream = canvas.captureStream(25);
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  const startedAt = performance.now();
  const timer = setInterval(() => drawScene(context, (performance.now() - startedAt) / 1000), 40);
  recorder.start();
  setTimeout(() => recorder.stop(), durationMs);
  await stopped;
  clearInterval(timer);
  for (const track of stream.getTracks()) track.stop();
  // Firefox forgets the recorder's type when it stops.
  const type = parts[0]?.type.split(';')[0] ?? '';
  // WebKitGTK claims that it can record, but writes nothing.
  if (parts.every(({ size }) => size === 0)) {
    const recorded = await fetch(clip);
    return new File([await recorded.blob()], 'mountains.webm', { type: 'video/webm' });
  }
  return new File(parts, `mountains.${type.split('/')[1]}`, { type });
}
