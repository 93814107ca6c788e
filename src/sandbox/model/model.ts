import type { ModelState } from './modelWorker';
import { createPageModel } from './pageModel';
import { createWorkerModel, workerModelSupported } from './workerModel';

/** The simulated model: a track in, a track out. */
export interface Model {
  /** The transformed picture. */
  readonly output: MediaStreamTrack;
  /** The track to transform from now on. */
  setInput(track: MediaStreamTrack): void;
  setState(state: ModelState): void;
  /** The fraction of frames that get lost, 0 to 1. */
  lose(share: number): void;
  readonly framesReceived: number;
  readonly framesSent: number;
  dispose(): void;
}

export interface ModelOptions {
  /** Pixels of the video's longer side. */
  longSide: number;
  /** Called when the first frame has arrived. */
  onFirstFrame(): void;
}

/**
 * Starts a model, in a worker if possible, else on the page: a Content-Security-Policy may forbid the worker, and a
 * bundler that keeps function names breaks its code. Both problems show at once, long before a client has joined and
 * sent its track.
 */
export function createModel(options: ModelOptions): Model {
  if (!workerModelSupported()) return createPageModel(options);
  let input: MediaStreamTrack | undefined;
  let state: ModelState | undefined;
  let lost = 0;
  let disposed = false;
  let current: Model;
  try {
    current = createWorkerModel(options, () => {
      if (disposed) return;
      current.dispose();
      current = createPageModel(options);
      current.lose(lost);
      if (state) current.setState(state);
      if (input) current.setInput(input);
    });
  } catch {
    // Trusted Types refuse a worker whose URL is a plain string.
    return createPageModel(options);
  }
  return {
    get output() {
      return current.output;
    },
    setInput(track) {
      input = track;
      current.setInput(track);
    },
    setState(next) {
      state = next;
      current.setState(next);
    },
    lose(share) {
      lost = share;
      current.lose(share);
    },
    get framesReceived() {
      return current.framesReceived;
    },
    get framesSent() {
      return current.framesSent;
    },
    dispose() {
      disposed = true;
      current.dispose();
    },
  };
}
