import { startBackgroundTimer } from './backgroundTimer';

/** How long a visible page may give no frame before the timer looks: longer than a slow camera takes. */
const PATIENCE_MS = 250;

/**
 * Calls `onFrame` for each picture that `video` shows, and `frameRate` times a second where the browser tells of none: in a
 * hidden tab, or behind another window.
 *
 * @returns stops it
 */
export function watchFrames(video: HTMLVideoElement, frameRate: number, onFrame: () => void): () => void {
  // Firefox has had frame callbacks since 2024 only.
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
