import type { ConnectionQualityReport, WebRTCStats } from '@decartai/sdk';
import type { SessionEnding } from '../limits/sessionLimits';
import { createStore, type Store } from '../store/store';

/** Values of a session that change often. Each has its own store, so that a change renders nothing else. */
export interface SessionValues {
  readonly stats: Store<WebRTCStats | null>;
  readonly quality: Store<ConnectionQualityReport | null>;
  /** The audio that is sent, muted or not. */
  readonly audio: Store<MediaStreamTrack | null>;
  /** Seconds of video so far. */
  readonly seconds: Store<number>;
  /**
   * The seconds of video after which the session ends: by `maxDurationSeconds`, or by the service. `null` without a
   * limit.
   */
  readonly secondsLimit: Store<number | null>;
  /** The current warning; `null` if there is none. */
  readonly ending: Store<SessionEnding | null>;
}

export const createSessionValues = (): SessionValues => ({
  stats: createStore<WebRTCStats | null>(null),
  quality: createStore<ConnectionQualityReport | null>(null),
  audio: createStore<MediaStreamTrack | null>(null),
  seconds: createStore(0),
  secondsLimit: createStore<number | null>(null),
  ending: createStore<SessionEnding | null>(null),
});
