import type { Look } from './looks';
import type { createPainter } from './painter';

/** The options of the model, besides its frames. */
export interface ModelState {
  look: Look;
  image: ImageBitmap | null;
}

export type ToModelWorker =
  | { type: 'input'; readable: ReadableStream<VideoFrame> }
  | { type: 'output'; writable: WritableStream<VideoFrame>; longSide: number }
  | { type: 'state'; state: ModelState }
  | { type: 'loss'; share: number };

export interface FromModelWorker {
  received: number;
  sent: number;
}

/**
 * The worker's program. It is sent to the worker as text (`runModel.toString()`), together with the painter's: apart from
 * a worker's globals, it must not use anything from outside its own body.
 */
export function runModel(paint: typeof createPainter): void {
  const painter = paint();
  const count: FromModelWorker = { received: 0, sent: 0 };
  let reportedAt = 0;
  let state: ModelState | undefined;
  let output: WritableStreamDefaultWriter<VideoFrame> | undefined;
  let longSide = 1280;
  let loss = 0;
  let canvas: OffscreenCanvas | undefined;
  let context: OffscreenCanvasRenderingContext2D | null = null;
  let input: ReadableStreamDefaultReader<VideoFrame> | undefined;

  function report(): void {
    const now = performance.now();
    if (count.received > 1 && now - reportedAt < 200) return;
    reportedAt = now;
    self.postMessage({ ...count });
  }

  /** The output keeps its size while the sender's bandwidth estimate, and so the input, still grows. */
  function contextFor(frame: VideoFrame): OffscreenCanvasRenderingContext2D | null {
    const scale = longSide / Math.max(frame.displayWidth, frame.displayHeight);
    const width = Math.round((frame.displayWidth * scale) / 2) * 2;
    const height = Math.round((frame.displayHeight * scale) / 2) * 2;
    if (canvas?.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
      context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    }
    return context;
  }

  function transform(frame: VideoFrame): VideoFrame | null {
    const ctx = contextFor(frame);
    if (!ctx || !canvas || !state) return null;
    painter.draw(ctx, frame, state.look, canvas.width, canvas.height, performance.now(), state.image);
    return new VideoFrame(canvas, { timestamp: frame.timestamp });
  }

  async function pump(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done || !frame) return;
      count.received++;
      const result = !output || Math.random() < loss ? null : transform(frame);
      frame.close();
      if (result && output) {
        await output.write(result).catch(() => result.close());
        count.sent++;
      }
      report();
    }
  }

  self.onmessage = ({ data }: MessageEvent<ToModelWorker>) => {
    if (data.type === 'state') {
      state?.image?.close();
      state = data.state;
    } else if (data.type === 'loss') loss = data.share;
    else if (data.type === 'output') {
      output = data.writable.getWriter();
      longSide = data.longSide;
    } else {
      input?.cancel().catch(() => {});
      input = data.readable.getReader();
      pump(input).catch(() => {});
    }
  };
}
