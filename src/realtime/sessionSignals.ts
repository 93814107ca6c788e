// Tracks the incoming video, the generated seconds, and whether the service is silent.
import { createRemoteOutput } from '../video/remoteOutput';

/** Milliseconds. */
export interface SilenceLimits {
  /** Before the first frame, counted from the beginning; once it generates, the service ticks every second. */
  beforePicture: number;
  betweenTicks: number;
  /** After a network outage, when a connection that looks alive may be dead. */
  afterOnline: number;
}

export interface SessionSignals {
  /** Another connection begins: the seconds continue from here. */
  connect(): void;
  /** Seconds of video that this connection has generated. */
  tick(seconds: number): void;
  /** Seconds of video of all connections. */
  total(seconds: number): number;
  /** Whether this connection has generated anything. */
  readonly isGenerating: boolean;
  /** Calls back when the service of a live connection is silent. The returned function stops watching. */
  watchSilence(limits: SilenceLimits, onSilence: () => void): () => void;
  /** The video to show: one stream for the whole run, with the live tracks only. */
  show(stream: MediaStream): MediaStream;
  /** The video is about to be lost: a `<video>` that shows it keeps its last frame. */
  hold(): void;
  reset(): void;
}

const CHECK_MS = 1000;
// If a check comes this late, scripts were paused (a dialog, a debugger, a sleeping phone): messages that arrived
// meanwhile have not been read yet.
const LATE_MS = 3000;

export function createSessionSignals(setSeconds: (seconds: number) => void): SessionSignals {
  let secondsBefore = 0;
  let seconds = 0;
  let lastTick: number | null = null;
  let videoTracks: MediaStreamTrack[] = [];
  // A track exists before its first frame, and is muted until then.
  const hasPicture = () => videoTracks.some(({ readyState, muted }) => readyState === 'live' && !muted);
  const output = createRemoteOutput();

  return {
    connect() {
      secondsBefore += seconds;
      seconds = 0;
      lastTick = null;
    },
    tick(value) {
      lastTick = performance.now();
      // The service may count from 0 again, or a message may be late.
      seconds = Math.max(seconds, value);
      setSeconds(secondsBefore + seconds);
    },
    total: (last) => secondsBefore + Math.max(seconds, last),
    get isGenerating() {
      return lastTick !== null;
    },
    watchSilence({ beforePicture, betweenTicks, afterOnline }, onSilence) {
      const since = performance.now();
      let checkedAt = since;
      const silentFor = (limit: number) => lastTick !== null && performance.now() - lastTick > limit;
      const isDark = () => lastTick === null && !hasPicture() && performance.now() - since > beforePicture;
      const timer = setInterval(() => {
        const isLate = performance.now() - checkedAt > LATE_MS;
        checkedAt = performance.now();
        if (!isLate) return (silentFor(betweenTicks) || isDark()) && onSilence();
        if (lastTick !== null) lastTick = Math.max(lastTick, checkedAt - betweenTicks + LATE_MS);
      }, CHECK_MS);
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
    // When LiveKit moves to another node, it reports an ended track before the live one.
    show(stream) {
      const tracks = stream.getTracks().filter(({ readyState }) => readyState === 'live');
      videoTracks = tracks.filter(({ kind }) => kind === 'video');
      return output.show(tracks);
    },
    hold() {
      videoTracks = [];
      output.hold();
    },
    reset() {
      videoTracks = [];
      output.reset();
    },
  };
}
