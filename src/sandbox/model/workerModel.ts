import { startWorker } from '../startWorker';
import type { Model, ModelOptions } from './model';
import { type FromModelWorker, runModel, type ToModelWorker } from './modelWorker';
import { createPainter } from './painter';

// Chromium has these on the page, but no type library has them.
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
interface BreakoutBox {
  MediaStreamTrackProcessor: new (init: {
    track: MediaStreamTrack;
    maxBufferSize?: number;
  }) => TrackProcessor;
  MediaStreamTrackGenerator: new (init: { kind: 'video' }) => TrackGenerator;
}

export function workerModelSupported(scope: object = globalThis): scope is BreakoutBox {
  return (
    'MediaStreamTrackProcessor' in scope &&
    'MediaStreamTrackGenerator' in scope &&
    'OffscreenCanvas' in scope &&
    'Worker' in scope
  );
}

// `__name` is a helper that bundlers add to functions if they are configured to keep names.
const PROGRAM = () => `const __name = (f) => f;\n(${runModel})(${createPainter});`;

/** `onBroken` is called if the worker can't run. */
export function createWorkerModel({ longSide, onFirstFrame }: ModelOptions, onBroken: () => void): Model {
  const scope: object = globalThis;
  if (!workerModelSupported(scope)) throw new Error("This browser can't transform video in a worker.");
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = scope;

  const { worker, stop } = startWorker(PROGRAM(), 'decart-sandbox-model');
  const output = new MediaStreamTrackGenerator({ kind: 'video' });
  const count: FromModelWorker = { received: 0, sent: 0 };
  let disposed = false;

  function post(message: ToModelWorker, transfer: Transferable[] = []): void {
    if (!disposed) worker.postMessage(message, transfer);
  }

  worker.onerror = (event) => {
    event.preventDefault();
    onBroken();
  };
  worker.onmessage = ({ data }: MessageEvent<FromModelWorker>) => {
    const first = count.received === 0 && data.received > 0;
    Object.assign(count, data);
    if (first) onFirstFrame();
  };
  post({ type: 'output', writable: output.writable, longSide }, [output.writable]);

  return {
    output,
    setInput(track) {
      // A small buffer: dropping a frame is better than showing an old one.
      const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 2 });
      post({ type: 'input', readable }, [readable]);
    },
    setState: (state) => post({ type: 'state', state }),
    lose: (share) => post({ type: 'loss', share }),
    get framesReceived() {
      return count.received;
    },
    get framesSent() {
      return count.sent;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      stop();
      output.stop();
    },
  };
}
