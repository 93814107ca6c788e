import type { ModelState } from './modelWorker';
import { createPageModel } from './pageModel';
import { createWorkerModel, workerModelSupported } from './workerModel';

/** The simulated model: a track in, a track out. */
export interface Model {
  /** The transformed picture. */
  readonly output: MediaStreamTrack;
  /** The picture to transform from now on. */
  setInput(track: MediaStreamTrack): void;
  setState(state: ModelState): void;
  /** How large a share of the pictures gets lost, 0 to 1. */
  lose(share: number): void;
  readonly framesReceived: number;
  readonly framesSent: number;
  dispose(): void;
}

export interface ModelOptions {
  /** Pixels of the picture's longer side. */
  longSide: number;
  /** Called when the first picture has come in. */
  onFirstFrame(): void;
}

/** Starts a model, in a worker where the browser can do that, else on the page. */
export function createModel(options: ModelOptions): Model {
  return workerModelSupported() ? createWorkerModel(options) : createPageModel(options);
}
