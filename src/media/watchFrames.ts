import { startBackgroundTimer } from './backgroundTimer';

/** How long a visible page may go without a frame before the timer checks: longer than a slow camera takes. */
const PATIENCE_MS = 250;

/**
 * Calls `onFrame` for each frame that `video` shows. If the browser reports none, in a hidden tab or behind another
 * window, it is called `frameRate` times a second.
 *
 * @returns stops it
 */
export function watchFrames(video: HTMLVideoElement, frameRate: number, onFrame: () => void): () => void {
  // Firefox has had frame callbacks only since 2024.
  const tells = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  let toldAt = performance.now();
  let request = 0;
  const ask = () => {
    request = tells ? video.requestVideoFrameCallback(step) : requestAnimationFrame(step);
  };
  function step() {
    toldAt = performance.now();
    ask();
    onFrame();
  }
  ask();
  const stopTimer = startBackgroundTimer(1000 / frameRate, () => {
    const isHidden = document.visibilityState === 'hidden';
    if (isHidden || performance.now() - toldAt > PATIENCE_MS) onFrame();
  });
  return () => {
    stopTimer();
    if (tells) video.cancelVideoFrameCallback(request);
    else cancelAnimationFrame(request);
  };
}
