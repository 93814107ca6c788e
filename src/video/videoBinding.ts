// Binds a stream to a <video>: sets `srcObject`, starts playback, and knows whether playback is blocked.

import { createStore, type ReadableStore } from '../store/store';
import { createStableRef } from './createStableRef';
import { HOLD_EVENT, RESUME_EVENT } from './holdEvents';

export interface VideoBinding {
  /** A ref callback that stays the same as long as the binding. */
  readonly ref: (element: HTMLVideoElement | null) => void;
  setStream(stream: MediaStream | null): void;
  /**
   * Whether playback needs a click: the browser requires one, or the system paused the video (headphones, a media key).
   */
  readonly blocked: ReadableStore<boolean>;
  /** Starts playback: call it from a click. Never rejects; the outcome is in `blocked`. */
  resume(): Promise<void>;
}

export function createVideoBinding(): VideoBinding {
  let video: HTMLVideoElement | null = null;
  let stream: MediaStream | null = null;
  let bound = new AbortController();
  /**
   * `hold`: the last frame stays while the stream has none. `others`: the system, or the user with the browser's
   * controls.
   */
  let pausedBy: 'hold' | 'others' | null = null;
  const blocked = createStore(false);

  async function play() {
    const element = video;
    if (!element || !stream) return;
    try {
      await element.play();
      blocked.set(false);
    } catch (error) {
      // Any other failure means that a different stream, or none, has replaced the one that should play.
      if (element === video && error instanceof DOMException && error.name === 'NotAllowedError')
        blocked.set(true);
    }
  }

  const isSeen = () => document.visibilityState === 'visible';
  // A browser pauses video that isn't visible, and does not always resume it.
  const onVisible = () => {
    if (isSeen() && video?.paused && pausedBy === null) void play();
  };
  // An iPhone pauses a video that leaves full screen, and Chrome one that leaves picture in picture.
  const onLeft = () => {
    if (video?.paused && pausedBy !== 'hold') void play();
  };
  const onHold = () => {
    if (pausedBy === null) pausedBy = 'hold';
    video?.pause();
  };
  const onResume = () => {
    if (pausedBy === 'others') return;
    pausedBy = null;
    void play();
  };
  const onPause = () => {
    if (pausedBy !== null || !isSeen() || !stream?.active || !video?.paused) return;
    pausedBy = 'others';
    // The browser's own controls show that it is paused.
    blocked.set(!video.controls);
  };
  const onPlaying = () => {
    // The event comes late, and the video may have been paused since.
    if (video?.paused) return;
    pausedBy = null;
    blocked.set(false);
  };

  /** These listeners stay as long as this element shows this stream. */
  function bind() {
    bound.abort();
    pausedBy = null;
    if (!video || !stream) blocked.set(false);
    if (!video) return;
    bound = new AbortController();
    const { signal } = bound;
    video.addEventListener('playing', onPlaying, { signal });
    video.addEventListener('pause', onPause, { signal });
    document.addEventListener('visibilitychange', onVisible, { signal });
    for (const event of ['webkitendfullscreen', 'leavepictureinpicture']) {
      video.addEventListener(event, onLeft, { signal });
    }
    stream?.addEventListener(HOLD_EVENT, onHold, { signal });
    stream?.addEventListener(RESUME_EVENT, onResume, { signal });
    if (video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream) void play();
  }

  return {
    ref: createStableRef((element) => {
      if (video) video.srcObject = null;
      video = element;
      if (element) element.playsInline = true;
      bind();
    }),
    setStream(next) {
      stream = next;
      bind();
    },
    blocked,
    resume: play,
  };
}
