// A canvas that isn't redrawn, or a shared window in which nothing moves, produces no frames. WebRTC would send none, and
// the service would show neither the video nor the next prompt. So the last frame is sent repeatedly.
import { playUnseen } from './playUnseen';

const REPEAT_MS = 250;
/** After this long without a frame, the track counts as still. */
const STILL_MS = 1000;
/** This many frames within {@link STILL_MS} count as motion. Repeating also shows a few frames a second. */
const MOVING_FRAMES = 6;
const POLL_MS = 250;

/**
 * Watches whether `track` stands still, until `signal` is aborted. The result doesn't change while the page is hidden:
 * browsers don't report frames there.
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
  let request = 0;
  const canTell = 'requestVideoFrameCallback' in video;
  const ask = () => {
    request = video.requestVideoFrameCallback((now) => {
      frames.push(now);
      ask();
    });
  };
  if (canTell) ask();

  function poll() {
    const now = performance.now();
    if (document.visibilityState !== 'visible') since = now;
    frames = frames.filter((at) => now - at < STILL_MS);
    const before = isStill;
    if (frames.length >= MOVING_FRAMES) isStill = false;
    else if (frames.length === 0 && now - since > STILL_MS) isStill = true;
    if (isStill !== before) onChange();
  }

  const timer = canTell ? setInterval(poll, POLL_MS) : undefined;
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    if (canTell) video.cancelVideoFrameCallback(request);
    video.srcObject = null;
  });
  return () => isStill;
}

/** A track that repeats the last frame of `source`. It owns `source`: stopping it stops `source`. */
export function repeatTrack(source: MediaStreamTrack): MediaStreamTrack {
  const video = playUnseen(new MediaStream([source]));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const { width = 1280, height = 720 } = source.getSettings();
  canvas.width = width;
  canvas.height = height;
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track || !context) return source;
  const draw = () => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0) return;
    if (canvas.width !== videoWidth) canvas.width = videoWidth;
    if (canvas.height !== videoHeight) canvas.height = videoHeight;
    context.drawImage(video, 0, 0);
  };
  const timer = setInterval(draw, REPEAT_MS);
  video.addEventListener('loadeddata', draw);
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    video.srcObject = null;
    stop();
    source.stop();
  };
  return track;
}
