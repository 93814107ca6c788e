import type { CustomEnding, SessionEnding } from '../signaling/endings';
import type { StartStage } from './gates';

/**
 * Faults of the sandbox's realtime half. A single fault (`closeSignaling`) affects every session that is open at that
 * moment; a lasting fault (`latency`) lasts until it is undone, or until `reset()`.
 */
export interface SandboxFaults {
  /**
   * Closes the signaling sockets with a close code.
   * @defaultValue 1006, a lost connection
   * @example sandbox.closeSignaling(1012, 'service restart');
   */
  closeSignaling: (code?: number, reason?: string) => void;
  /**
   * The next `times` (default 1) signaling sockets close while their media connects.
   * @example sandbox.closeSignalingWhileConnecting(1011);
   */
  closeSignalingWhileConnecting: (code?: number, reason?: string, times?: number) => void;
  /**
   * Refuses the next `count` signaling handshakes; a browser reports that as an error and close code 1006.
   * @defaultValue all of them; 0 undoes it
   */
  refuseHandshake: (count?: number) => void;
  /** Bad keys are refused with a close reason that names the 401 or 403, instead of a refused handshake. */
  rejectKeyWithReason: (on?: boolean) => void;
  /**
   * Refuses the next `times` (default all) sessions before their room is ready; `null` undoes it. `retryAfter` is sent
   * with `capacity`, in seconds.
   * @example sandbox.refuseSessions('capacity', { times: 1, retryAfter: 2 });
   */
  refuseSessions: (
    ending: SessionEnding | CustomEnding | null,
    options?: { times?: number; retryAfter?: unknown },
  ) => void;
  /**
   * Ends every open session with this ending.
   * @example sandbox.endSessions('disconnect');
   */
  endSessions: (ending: SessionEnding | CustomEnding, options?: { retryAfter?: unknown }) => void;
  /**
   * Ends a session with this ending instead of acknowledging its next prompt or image; `null` undoes it.
   * @example sandbox.endAtNextChange('policy');
   */
  endAtNextChange: (ending: SessionEnding | CustomEnding | null) => void;
  /**
   * Closes signaling sockets with 1009 if a message has more characters than this, for example a large reference image.
   */
  limitMessages: (characters: number) => void;
  /**
   * `getToken` of `providerProps` simulates a token route whose waiting line has this many slots, like
   * `createTokenHandler({ sessions: { capacity } })`. Set it before the page requests its first token. `Infinity` undoes
   * it. The queue of `sandbox.sessionQueue` has as many.
   * @example sandbox.capacity(2);
   */
  capacity: (slots: number) => void;
  /**
   * Refuses sessions over this limit with `session_limit`. A closed session still counts for `releaseMs` (default 0). At
   * Decart, that is about 5 s after a clean end, and about 45 s after a crash.
   * @example sandbox.limitSessions(1, { releaseMs: 5000 });
   */
  limitSessions: (limit: number, options?: { releaseMs?: number }) => void;
  /**
   * The next sessions wait at this place in the queue, and move up one place every `intervalMs` (default 500).
   * @example sandbox.queue(3);
   */
  queue: (place: number, options?: { intervalMs?: number }) => void;
  /** Sends a server error to every open session, and leaves it open. */
  sendError: (text: string) => void;
  /**
   * Ends every generation: `generation_ended` with its seconds and this reason, then close code 1000. The service's
   * reasons are `session_duration_limit`, `moderation_violation` and `insufficient_credits`.
   */
  endGeneration: (reason?: string) => void;
  /** Generations end by themselves after this many seconds, with the reason `session_duration_limit`. */
  limitSessionTime: (seconds: number) => void;
  /**
   * Prompts that match the pattern or contain the string are refused; `null` undoes it.
   * @example sandbox.rejectPrompts(/forbidden/);
   */
  rejectPrompts: (pattern: string | RegExp | null, message?: string) => void;
  /** Reference images are refused with this message; `null` undoes it. */
  rejectImages: (message?: string | null) => void;
  /** Prompts and images are acknowledged this much later, in ms. */
  slowAcks: (ms: number) => void;
  /**
   * Cuts LiveKit's sockets. A client may resume (default), or is refused with an HTTP status until `closeLiveKit()` or
   * `reset()`.
   */
  closeLiveKit: (options?: { onResume?: 'accept' | 401 | 503 }) => void;
  /** Refuses every LiveKit handshake with this HTTP status; `null` undoes it. */
  refuseLiveKit: (status: number | null) => void;
  /** LiveKit sends every client to another node: it rejoins, and gets a new track. */
  moveNode: () => void;
  /** Deletes the LiveKit rooms. */
  deleteRoom: () => void;
  /** This fraction of the model's frames gets lost, 0 to 1. */
  loseFrames: (share: number) => void;
  /** The model's video freezes; everything else continues. */
  freezeMedia: (on?: boolean) => void;
  /**
   * Latency of every socket, one way, in ms.
   * @example sandbox.latency(40);
   */
  latency: (ms: number) => void;
  /** The service hangs: nothing is answered, nothing is sent, no connection breaks, until `resume()`. */
  goSilent: () => void;
  /** Ends `goSilent()`; messages sent meanwhile arrive. */
  resume: () => void;
  /**
   * Disconnects the network: sockets are lost, new ones and requests fail, `navigator.onLine` is false, and `window` gets
   * the event `offline`. It reconnects after `ms`, or with `online()`.
   */
  offline: (ms?: number) => void;
  /** Reconnects the network. */
  online: () => void;
  /** All tokens issued so far have expired. */
  expireTokens: () => void;
  /** All tokens issued so far are unknown. */
  revokeTokens: () => void;
  /** `getToken` of `providerProps` rejects. */
  refuseTokens: (on?: boolean) => void;
  /** Advances the sandbox's clock, by which tokens expire, by this many ms. */
  advanceClock: (ms: number) => void;
  /**
   * Pauses every start at a stage; the returned function continues them.
   * @example
   * ```ts
   * const release = sandbox.hold('media');
   * await expect.poll(() => sandbox.waitingAt('media')).toBe(1);
   * release();
   * ```
   */
  hold: (stage: StartStage) => () => void;
  /** `hold('signaling')`. */
  holdSignaling: () => () => void;
  /** How many starts are paused at a stage now. */
  waitingAt: (stage: StartStage) => number;
  /** Undoes every lasting fault. Tokens that expired stay expired. */
  reset: () => void;
}
