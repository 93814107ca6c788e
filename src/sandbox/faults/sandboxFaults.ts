import type { CustomEnding, SessionEnding } from '../signaling/endings';
import type { StartStage } from './gates';

/**
 * What can go wrong in the sandbox's realtime half. Faults that happen (`closeSignaling`) happen to every session
 * that is open at that moment; faults that last (`latency`) last until they are taken back, or `reset()`.
 */
export interface SandboxFaults {
  /**
   * Closes the signaling sockets with a close code.
   * @defaultValue 1006, a lost connection
   * @example sandbox.closeSignaling(1012, 'service restart');
   */
  closeSignaling(code?: number, reason?: string): void;
  /**
   * The next `times` (default 1) signaling sockets close while their media is being connected.
   * @example sandbox.closeSignalingWhileConnecting(1011);
   */
  closeSignalingWhileConnecting(code?: number, reason?: string, times?: number): void;
  /**
   * Refuses the next `count` signaling handshakes, as a browser shows it: an error and close code 1006.
   * @defaultValue all of them; 0 takes it back
   */
  refuseHandshake(count?: number): void;
  /** Bad keys are refused with a close reason that names the 401 or 403, instead of a refused handshake. */
  rejectKeyWithReason(on?: boolean): void;
  /**
   * Refuses the next `times` (default all) sessions before their room is ready; `null` takes it back. `retryAfter` is what
   * `capacity` says, in seconds.
   * @example sandbox.refuseSessions('capacity', { times: 1, retryAfter: 2 });
   */
  refuseSessions(
    ending: SessionEnding | CustomEnding | null,
    options?: { times?: number; retryAfter?: unknown },
  ): void;
  /**
   * Ends every open session like this.
   * @example sandbox.endSessions('disconnect');
   */
  endSessions(ending: SessionEnding | CustomEnding, options?: { retryAfter?: unknown }): void;
  /**
   * Ends a session like this instead of acknowledging its next prompt or image; `null` takes it back.
   * @example sandbox.endAtNextChange('policy');
   */
  endAtNextChange(ending: SessionEnding | CustomEnding | null): void;
  /** Closes signaling sockets with 1009 for a message of more characters, such as a large reference image. */
  limitMessages(characters: number): void;
  /**
   * `getToken` of `providerProps` plays a token route with a waiting line of so many slots, as
   * `createTokenHandler({ sessions: { capacity } })` is one. Set it before the page asks for its first token. `Infinity` takes
   * it back.
   * @example sandbox.capacity(2);
   */
  capacity(slots: number): void;
  /** Refuses sessions over this limit with `session_limit`. */
  limitSessions(limit: number): void;
  /**
   * The next sessions wait at this place of the queue, and move up a place every `intervalMs` (default 500).
   * @example sandbox.queue(3);
   */
  queue(place: number, options?: { intervalMs?: number }): void;
  /** Sends a server error to every open session, and leaves it open. */
  sendError(text: string): void;
  /**
   * Ends every generation: `generation_ended` with its seconds and this reason, then close code 1000. The service's reasons are
   * `session_duration_limit`, `moderation_violation` and `insufficient_credits`.
   */
  endGeneration(reason?: string): void;
  /** Generations end by themselves after this many seconds, with the reason `session_duration_limit`. */
  limitSessionTime(seconds: number): void;
  /**
   * Prompts that match the pattern, or have the text in them, are refused; `null` takes it back.
   * @example sandbox.rejectPrompts(/forbidden/);
   */
  rejectPrompts(pattern: string | RegExp | null, message?: string): void;
  /** Reference images are refused with this message; `null` takes it back. */
  rejectImages(message?: string | null): void;
  /** Prompts and images are acknowledged this much later, in ms. */
  slowAcks(ms: number): void;
  /**
   * Cuts LiveKit's sockets. A client that wants to resume is let in (default), or refused with an HTTP status
   * until `closeLiveKit()` or `reset()`.
   */
  closeLiveKit(options?: { onResume?: 'accept' | 401 | 503 }): void;
  /** Refuses every LiveKit handshake with this HTTP status; `null` takes it back. */
  refuseLiveKit(status: number | null): void;
  /** LiveKit sends every client to another node: it rejoins, and gets a new track. */
  moveNode(): void;
  /** Deletes the LiveKit rooms. */
  deleteRoom(): void;
  /** This share of the model's pictures gets lost, 0 to 1. */
  loseFrames(share: number): void;
  /** The model's picture stands still; everything else continues. */
  freezeMedia(on?: boolean): void;
  /**
   * Latency of every socket, one way, in ms.
   * @example sandbox.latency(40);
   */
  latency(ms: number): void;
  /** The service hangs: nothing is answered, nothing is sent, no connection breaks, until `resume()`. */
  goSilent(): void;
  /** Ends `goSilent()`; what was sent meanwhile arrives. */
  resume(): void;
  /**
   * Takes the network away: sockets are lost, new ones and requests fail, `navigator.onLine` is false and `window`
   * says so. It is back after `ms`, or with `online()`.
   */
  offline(ms?: number): void;
  /** Gives the network back. */
  online(): void;
  /** Every token handed out so far has expired. */
  expireTokens(): void;
  /** Every token handed out so far is unknown. */
  revokeTokens(): void;
  /** `getToken` of `providerProps` rejects. */
  refuseTokens(on?: boolean): void;
  /** Moves the sandbox's clock, by which tokens expire, on by this much, in ms. */
  advanceClock(ms: number): void;
  /**
   * Holds every start at a stage; the returned function lets go.
   * @example
   * ```ts
   * const release = sandbox.hold('media');
   * await expect.poll(() => sandbox.waitingAt('media')).toBe(1);
   * release();
   * ```
   */
  hold(stage: StartStage): () => void;
  /** `hold('signaling')`. */
  holdSignaling(): () => void;
  /** How many starts are held at a stage now. */
  waitingAt(stage: StartStage): number;
  /** Takes every lasting fault back. Tokens that expired stay expired. */
  reset(): void;
}
