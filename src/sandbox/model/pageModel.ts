import { drawLook } from './looks';
import type { Model, ModelOptions } from './model';
import type { ModelState } from './modelWorker';
import { watchFrames } from './watchFrames';

/** The model on the page's own thread, for browsers that can't pass video frames to a worker. */
export function createPageModel({ longSide, onFirstFrame }: ModelOptions): Model {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  // With a fixed frame rate, Firefox would skip some drawings.
  const [output] = canvas.captureStream().getVideoTracks();
  if (!context || !output) throw new Error("This browser can't capture a canvas.");

  let state: ModelState | undefined;
  let loss = 0;
  let received = 0;
  let sent = 0;

  const stopWatching = watchFrames(video, (now) => {
    received++;
    if (received === 1) onFirstFrame();
    if (Math.random() < loss || !state || !context) return;
    const scale = longSide / Math.max(video.videoWidth, video.videoHeight);
    const width = Math.round((video.videoWidth * scale) / 2) * 2;
    const height = Math.round((video.videoHeight * scale) / 2) * 2;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    drawLook(context, video, state.look, width, height, now, state.image);
    sent++;
  });

  return {
    output,
    setInput(track) {
      video.srcObject = new MediaStream([track]);
      video.play().catch(() => {}); // interrupted by the next input or by dispose
    },
    setState(next) {
      state = next;
    },
    lose(share) {
      loss = share;
    },
    get framesReceived() {
      return received;
    },
    get framesSent() {
      return sent;
    },
    dispose() {
      stopWatching();
      video.srcObject = null;
      output.stop();
    },
  };
}
