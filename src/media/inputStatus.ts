// Whether a video track really delivers video. Its owner may disable or stop it, the system may mute it, and a camera may
// open but deliver no frames. Scripts that disable or stop a track fire no event, so it is polled.

import { playUnseen } from './playUnseen';

/**
 * The state of a session's input. `'none'`: there is no input. `'live'`: the video is sent. In all other cases black is
 * sent: `'disabled'`: the track's `enabled` is `false`. `'muted'`: the system or the browser delivers no video, for
 * example because a key or a cover mutes the camera. `'ended'`: the track was stopped or unplugged, or sharing ended.
 */
export type InputStatus = 'none' | 'live' | 'disabled' | 'muted' | 'ended';

interface InputStatusOptions {
  /** The status has changed. */
  onChange(): void;
  /** It is enabled, but has delivered no frame for {@link NO_FRAMES_MS}. Called once. */
  onNoFrames(): void;
}

const POLL_MS = 200;
/** Longer than a camera takes to warm up, and shorter than users wait. */
const NO_FRAMES_MS = 10_000;
/** Until then a track without a frame counts as live: most deliver one at once. */
const FIRST_FRAME_MS = 2500;

/**
 * Watches `track` until `signal` is aborted.
 *
 * @returns a function that reads the current status
 */
export function watchInputStatus(
  track: MediaStreamTrack,
  { onChange, onNoFrames }: InputStatusOptions,
  signal: AbortSignal,
): () => InputStatus {
  let hasFrame = false;
  let emptyFor = 0;
  let checkedAt = performance.now();

  function read(): InputStatus {
    if (track.readyState === 'ended') return 'ended';
    if (!track.enabled) return 'disabled';
    return track.muted || (!hasFrame && emptyFor > FIRST_FRAME_MS) ? 'muted' : 'live';
  }

  let status = read();
  function check() {
    const before = status;
    status = read();
    if (status !== before) onChange();
  }

  function poll() {
    const now = performance.now();
    // A page that was suspended or is hidden says nothing about the camera.
    const isObserved = document.visibilityState === 'visible' && track.enabled;
    const before = emptyFor;
    if (!hasFrame && isObserved) emptyFor += Math.min(now - checkedAt, 2 * POLL_MS);
    checkedAt = now;
    check();
    if (before < NO_FRAMES_MS && emptyFor >= NO_FRAMES_MS && status === 'muted') onNoFrames();
  }

  for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, check, { signal });
  const timer = setInterval(poll, POLL_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  onFirstFrame(
    track,
    () => {
      hasFrame = true;
      check();
    },
    signal,
  );
  return read;
}

function onFirstFrame(track: MediaStreamTrack, onFrame: () => void, signal: AbortSignal) {
  const video = playUnseen(new MediaStream([track]));
  const close = () => {
    video.srcObject = null;
  };
  video.addEventListener(
    'loadeddata',
    () => {
      onFrame();
      close();
    },
    { once: true, signal },
  );
  signal.addEventListener('abort', close);
}
