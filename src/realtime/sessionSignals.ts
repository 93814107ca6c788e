// What changes every second while a picture is live, each in a store of its own, so that only who shows it renders.
import type { ConnectionQualityReport, WebRTCStats } from '@decartai/sdk';
import { createStore, type Store } from '../store/store';
import { createRemoteOutput } from '../video/remoteOutput';

/** Milliseconds. */
export interface SilenceLimits {
  /** Without a picture, from the beginning; once it generates, the service ticks every second. */
  beforePicture: number;
  betweenTicks: number;
  /** After the network was away, where a connection that looks alive may be dead. */
  afterOnline: number;
}

export interface SessionSignals {
  stats: Store<WebRTCStats | null>;
  quality: Store<ConnectionQualityReport | null>;
  /** Seconds of generated video. */
  seconds: Store<number>;
  tick(seconds: number): void;
  /** Calls back when the service of a live connection is silent. The returned function ends the watch. */
  watchSilence(limits: SilenceLimits, onSilence: () => void): () => void;
  /** The picture to show: one stream for the session's life, with the live tracks only. */
  show(stream: MediaStream): MediaStream;
  /** The picture is about to be lost: a `<video>` that is bound to it keeps its last frame. */
  hold(): void;
  reset(): void;
}

export function createSessionSignals(): SessionSignals {
  const stats = createStore<WebRTCStats | null>(null);
  const quality = createStore<ConnectionQualityReport | null>(null);
  const seconds = createStore(0);
  let lastTick: number | null = null;
  let pictures: MediaStreamTrack[] = [];
  // A track is there before the first of its pictures, and is muted until then.
  const hasPicture = () => pictures.some(({ readyState, muted }) => readyState === 'live' && !muted);
  const output = createRemoteOutput();

  return {
    stats,
    quality,
    seconds,
    tick(value) {
      lastTick = performance.now();
      seconds.set(value);
    },
    watchSilence({ beforePicture, betweenTicks, afterOnline }, onSilence) {
      lastTick = null;
      const since = performance.now();
      const silentFor = (limit: number) => lastTick !== null && performance.now() - lastTick > limit;
      const isDark = () => lastTick === null && !hasPicture() && performance.now() - since > beforePicture;
      const timer = setInterval(() => (silentFor(betweenTicks) || isDark()) && onSilence(), 1000);
      let check: ReturnType<typeof setTimeout> | undefined;
      const onOnline = () => {
        clearTimeout(check);
        check = setTimeout(() => silentFor(afterOnline - 1) && onSilence(), afterOnline);
      };
      addEventListener('online', onOnline);
      return () => {
        clearInterval(timer);
        clearTimeout(check);
        removeEventListener('online', onOnline);
      };
    },
    // A node move hands out an ended track before the live one.
    show(stream) {
      const tracks = stream.getTracks().filter(({ readyState }) => readyState === 'live');
      pictures = tracks.filter(({ kind }) => kind === 'video');
      return output.show(tracks);
    },
    hold() {
      pictures = [];
      output.hold();
    },
    reset() {
      pictures = [];
      output.reset();
      stats.set(null);
      quality.set(null);
      seconds.set(0);
    },
  };
}
