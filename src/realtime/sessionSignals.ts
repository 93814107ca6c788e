// What changes every second while a picture is live, each in a store of its own, so that only who shows it renders.
import type { ConnectionQualityReport, WebRTCStats } from '@decartai/sdk';
import { createStore, type Store } from '../store/store';

export interface SessionSignals {
  stats: Store<WebRTCStats | null>;
  quality: Store<ConnectionQualityReport | null>;
  /** Seconds of generated video. */
  seconds: Store<number>;
  tick(seconds: number): void;
  /** Calls back when the service, once it ticked, is silent for longer than this, or at all after the network was away. */
  watchSilence(ms: number, afterOnlineMs: number, onSilence: () => void): () => void;
  /** One stream with the live tracks only: a node move hands out an ended track before the live one. */
  show(stream: MediaStream): MediaStream;
  reset(): void;
}

export function createSessionSignals(): SessionSignals {
  const stats = createStore<WebRTCStats | null>(null);
  const quality = createStore<ConnectionQualityReport | null>(null);
  const seconds = createStore(0);
  let lastTick: number | null = null;
  let output: MediaStream | null = null;

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
    show(stream) {
      const live = stream.getTracks().filter((track) => track.readyState === 'live');
      // The same stream with other tracks keeps the last frame on screen; another stream would be black for a moment.
      output ??= new MediaStream();
      for (const track of output.getTracks()) if (!live.includes(track)) output.removeTrack(track);
      for (const track of live) output.addTrack(track);
      return output;
    },
    reset() {
      output = null;
      stats.set(null);
      quality.set(null);
      seconds.set(0);
    },
  };
}
