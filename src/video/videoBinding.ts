// Binds a stream to a <video>: sets `srcObject`, starts playback, and knows whether the browser holds it back.

import { createStore, type ReadableStore } from '../store/store';
import { HOLD_EVENT, RESUME_EVENT } from './holdEvents';

export interface VideoBinding {
  /** A ref callback, stable for the binding's life. */
  readonly ref: (element: HTMLVideoElement | null) => void;
  setStream(stream: MediaStream | null): void;
  /** Whether the browser waits for a click before it plays. */
  readonly blocked: ReadableStore<boolean>;
  /** Starts playback: call it from a click. Never rejects; the outcome is in `blocked`. */
  resume(): Promise<void>;
}

export function createVideoBinding(): VideoBinding {
  let video: HTMLVideoElement | null = null;
  let stream: MediaStream | null = null;
  const blocked = createStore(false);

  async function play() {
    const element = video;
    if (!element || !stream) return;
    try {
      await element.play();
      blocked.set(false);
    } catch (error) {
      // Any other failure means that another picture, or none, took the place of the one that was to play.
      if (element === video && error instanceof DOMException && error.name === 'NotAllowedError')
        blocked.set(true);
    }
  }

  function attach() {
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream) void play();
    else blocked.set(false);
  }

  // A browser pauses video that nobody sees, and does not always resume it.
  const resumeWhenVisible = () => {
    if (document.visibilityState === 'visible' && video?.paused) void play();
  };
  const hold = () => video?.pause();
  const resume = () => void play();
  const onPlaying = () => blocked.set(false);

  return {
    ref(element) {
      if (video) {
        video.removeEventListener('playing', onPlaying);
        video.srcObject = null;
      }
      document.removeEventListener('visibilitychange', resumeWhenVisible);
      video = element;
      if (!element) return;
      element.playsInline = true;
      element.addEventListener('playing', onPlaying);
      document.addEventListener('visibilitychange', resumeWhenVisible);
      attach();
    },
    setStream(next) {
      stream?.removeEventListener(HOLD_EVENT, hold);
      stream?.removeEventListener(RESUME_EVENT, resume);
      stream = next;
      stream?.addEventListener(HOLD_EVENT, hold);
      stream?.addEventListener(RESUME_EVENT, resume);
      attach();
    },
    blocked,
    resume: play,
  };
}
