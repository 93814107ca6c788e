// Binds a stream to a <video>: sets `srcObject`, starts playback, and knows whether the browser holds it back.

import { createStore, type ReadableStore } from '../store/store';
import { HOLD_EVENT, RESUME_EVENT } from './holdEvents';
import { steadyRef } from './steadyRef';

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
  let bound = new AbortController();
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

  // A browser pauses video that nobody sees, an iPhone what leaves the full screen, and does not always resume it.
  const resumeWhenVisible = () => {
    if (document.visibilityState === 'visible' && video?.paused) void play();
  };
  const hold = () => video?.pause();
  const resume = () => void play();
  const onPlaying = () => blocked.set(false);

  /** What is listened to lasts as long as this element is to show this stream. */
  function bind() {
    bound.abort();
    if (!video || !stream) blocked.set(false);
    if (!video) return;
    bound = new AbortController();
    const { signal } = bound;
    video.addEventListener('playing', onPlaying, { signal });
    document.addEventListener('visibilitychange', resumeWhenVisible, { signal });
    video.addEventListener('webkitendfullscreen', resumeWhenVisible, { signal });
    stream?.addEventListener(HOLD_EVENT, hold, { signal });
    stream?.addEventListener(RESUME_EVENT, resume, { signal });
    if (video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream) void play();
  }

  return {
    ref: steadyRef((element) => {
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
