import { startTimer } from '../timer';

const FRAME_MS = 1000 / 30;

/** Calls back for each frame that a video shows, even in a hidden tab, until the returned function is called. */
export function watchFrames(video: HTMLVideoElement, onFrame: (now: number) => void): () => void {
  // Firefox has had frame callbacks only since 2024.
  const tells = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  const ask = () => (tells ? video.requestVideoFrameCallback(step) : requestAnimationFrame(step));
  let shownAt = 0;
  let request = ask();
  function step(now: number) {
    request = ask();
    if (tells || video.currentTime !== shownAt) show(now);
  }
  function show(now: number) {
    shownAt = video.currentTime;
    onFrame(now);
  }
  // A hidden tab gets neither callbacks nor animation frames.
  const stopTimer = startTimer(FRAME_MS, () => {
    const isNew = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.currentTime !== shownAt;
    if (document.visibilityState === 'hidden' && isNew) show(performance.now());
  });
  return () => {
    stopTimer();
    if (tells) video.cancelVideoFrameCallback(request);
    else cancelAnimationFrame(request);
  };
}
