import { IDLE, type Lifecycle } from './machine';
import type { RealtimeDetails, RealtimeSnapshot } from './types';

export const NO_DETAILS: RealtimeDetails = {
  remoteStream: null,
  localStream: null,
  sessionId: null,
  subscribeToken: null,
  promptStatus: 'idle',
  promptError: null,
};

export const toSnapshot = (lifecycle: Lifecycle, details: RealtimeDetails): RealtimeSnapshot => ({
  phase: null,
  queue: null,
  ended: null,
  error: null,
  ...lifecycle,
  ...details,
});

/** What a session is before it is started: the same for every one, and on a server. */
export const IDLE_SNAPSHOT = /* @__PURE__ */ toSnapshot(IDLE, NO_DETAILS);
