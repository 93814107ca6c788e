// What changes every second while a picture is live, each in a store of its own, so that only who shows it renders.
import type { ConnectionQualityReport, WebRTCStats } from '@decartai/sdk';
import { createStore, type Store } from '../store/store';
import { createRemoteOutput } from '../video/remoteOutput';

export interface SessionSignals {
  stats: Store<WebRTCStats | null>;
  quality: Store<ConnectionQualityReport | null>;
  /** Seconds of generated video. */
  seconds: Store<number>;
  tick(seconds: number): void;
  /** Calls back when the service, once it ticked, is silent for longer than this, or at all after the network was away. */
  watchSilence(ms: number, afterOnlineMs: number, onSilence: () => void): () => void;
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
  const output = createRemoteOutput();

  return {
    stats,
    quality,
    seconds,
    tick(value) {
      lastTick = performance.now();
      seconds.set(value);
    },
    watchSilence(ms, afterOnlineMs, onSilence) {
      lastTick = null;
      const silentFor = (limit: number) => lastTick !== null && performance.now() - lastTick > limit;
      const timer = setInterval(() => silentFor(ms) && onSilence(), 1000);
      let check: ReturnType<typeof setTimeout> | undefined;
      const onOnline = () => {
        clearTimeout(check);
        check = setTimeout(() => silentFor(afterOnlineMs - 1) && onSilence(), afterOnlineMs);
      };
      addEventListener('online', onOnline);
      return () => {
        clearInterval(timer);
        clearTimeout(check);
        removeEventListener('online', onOnline);
      };
    },
    // A node move hands out an ended track before the live one.
    show: (stream) => output.show(stream.getTracks().filter(({ readyState }) => readyState === 'live')),
    hold: output.hold,
    reset() {
      output.reset();
      stats.set(null);
      quality.set(null);
      seconds.set(0);
    },
  };
}
