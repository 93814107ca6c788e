// A canvas that isn't redrawn, or a shared window in which nothing moves, produces no frames. WebRTC would send none, and
// the service would show neither the video nor the next prompt. So the last frame is sent repeatedly.
import { startBackgroundTimer } from './backgroundTimer';
import { playUnseen } from './playUnseen';

const REPEAT_MS = 250;
/** After this long without a frame, the track counts as still. */
const STILL_MS = 1000;
/** This many frames within {@link STILL_MS} count as motion. Repeating also shows a few frames a second. */
const MOVING_FRAMES = 6;
const POLL_MS = 250;
const FRAME_MS = 1000 / 30;

const isHidden = () => document.visibilityState !== 'visible';

/**
 * Watches whether `track` stands still, until `signal` is aborted. In a hidden page, browsers don't report frames, and a
 * canvas that is drawn by animation frames isn't drawn: Chromium still counts frames there. Elsewhere any track of a
 * hidden page counts as still.
 *
 * @returns whether it stands still now
 */
export function watchStillness(
  track: MediaStreamTrack,
  onChange: () => void,
  signal: AbortSignal,
): () => boolean {
  const video = playUnseen(new MediaStream([track]));
  let isStill = false;
  let frames: number[] = [];
  let since = performance.now();
  let counted = 0;
  let request = 0;
  const canTell = 'requestVideoFrameCallback' in video;
  const ask = () => {
    request = video.requestVideoFrameCallback((now) => {
      frames.push(now);
      ask();
    });
  };
  if (canTell) ask();

  function look(now: number): boolean {
    const isOver = now - since > STILL_MS;
    let count = frames.length;
    if (isHidden()) {
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      if (totalVideoFrames === 0) return true;
      if (!isOver) return isStill;
      count = totalVideoFrames - counted;
      counted = totalVideoFrames;
      since = now;
    } else if (!canTell) return false;
    return count < MOVING_FRAMES && (isStill || (isOver && count === 0));
  }

  function poll() {
    const now = performance.now();
    const before = isStill;
    frames = frames.filter((at) => now - at < STILL_MS);
    isStill = look(now);
    if (isStill !== before) onChange();
  }

  function onVisibility() {
    since = performance.now();
    counted = video.getVideoPlaybackQuality().totalVideoFrames;
    poll();
  }

  const timer = setInterval(poll, POLL_MS);
  document.addEventListener('visibilitychange', onVisibility, { signal });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    if (canTell) video.cancelVideoFrameCallback(request);
    video.srcObject = null;
  });
  return () => isStill;
}

/**
 * A track that repeats the last frame of `source`. In a hidden page, where `source` may move, it is repeated thirty times a
 * second. It owns `source`: stopping it stops `source`.
 */
export function repeatTrack(source: MediaStreamTrack): MediaStreamTrack {
  const video = playUnseen(new MediaStream([source]));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const { width = 1280, height = 720 } = source.getSettings();
  canvas.width = width;
  canvas.height = height;
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track || !context) return source;
  let drawnAt = 0;
  const draw = () => {
    drawnAt = performance.now();
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0) return;
    if (canvas.width !== videoWidth) canvas.width = videoWidth;
    if (canvas.height !== videoHeight) canvas.height = videoHeight;
    context.drawImage(video, 0, 0);
  };
  const stopTimer = startBackgroundTimer(FRAME_MS, () => {
    if (isHidden() || performance.now() - drawnAt >= REPEAT_MS) draw();
  });
  video.addEventListener('loadeddata', draw);
  const stop = track.stop.bind(track);
  track.stop = () => {
    stopTimer();
    video.srcObject = null;
    stop();
    source.stop();
  };
  return track;
}
