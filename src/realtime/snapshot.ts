import { IDLE, type Lifecycle } from './machine';
import type { RealtimeDetails, RealtimeOptions, RealtimeSnapshot } from './types';

/** The fields of a connection, which are reset when it is gone. */
export const NO_CONNECTION = {
  remoteStream: null,
  sessionId: null,
  subscribeToken: null,
  promptStatus: 'idle',
  promptError: null,
} satisfies Partial<RealtimeDetails>;

export const toSnapshot = (lifecycle: Lifecycle, details: RealtimeDetails): RealtimeSnapshot => ({
  phase: null,
  queue: null,
  ended: null,
  error: null,
  ...lifecycle,
  ...details,
});

/** The fields before the first start. */
export const initialDetails = ({
  prompt,
  image,
}: Pick<RealtimeOptions, 'prompt' | 'image'>): RealtimeDetails => ({
  ...NO_CONNECTION,
  localStream: null,
  inputStatus: 'none',
  prompt: prompt?.trim() ? prompt : null,
  image: image ?? null,
});

/** The snapshot of a session without options, before it is started. */
export const IDLE_SNAPSHOT = /* @__PURE__ */ toSnapshot(IDLE, /* @__PURE__ */ initialDetails({}));
