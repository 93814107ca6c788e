import type { CustomEnding, SessionEnding } from '../signaling/endings';

/** How the simulated service behaves at the moment. Only the faults change it. */
export interface Conditions {
  tokensRefused: boolean;
  /** How many more signaling handshakes are refused. */
  refusedHandshakes: number;
  /** A refused key is reported in the close reason, not by a refused handshake. */
  keyRefusalHasReason: boolean;
  /** How the next handshakes are refused, and how many of them. */
  refusal: { ending: SessionEnding | CustomEnding; retryAfter: unknown; times: number } | null;
  /** How a session ends instead of acknowledging its next prompt or image. */
  changeEnding: SessionEnding | CustomEnding | null;
  /** Longer messages close the socket with 1009. */
  maxMessageLength: number;
  /** Slots of the token route's waiting line; `Infinity` without a line. */
  slots: number;
  /** How many sessions may be open at once. */
  sessionLimit: number;
  /** How long a closed session still counts. */
  sessionReleaseMs: number;
  /** Seconds after which a generation ends by itself. */
  maxSessionSeconds: number;
  queue: { place: number; intervalMs: number } | null;
  rejectedPrompts: { pattern: string | RegExp; message: string } | null;
  rejectedImages: { message: string } | null;
  ackDelayMs: number;
  /** While this is set nothing is sent, including ticks. */
  silent: boolean;
  offline: boolean;
  /** The fraction of the model's frames that get lost, 0 to 1. */
  frameLoss: number;
  /** How many more signaling sockets close while their media connects, and how. */
  closeWhileConnecting: { times: number; code: number; reason: string } | null;
  /** The HTTP status with which LiveKit refuses every handshake, or resumed ones only. */
  liveKitRefusal: { status: number; resumesOnly: boolean } | null;
}

export const NORMAL: Conditions = {
  tokensRefused: false,
  refusedHandshakes: 0,
  keyRefusalHasReason: false,
  refusal: null,
  changeEnding: null,
  maxMessageLength: Number.POSITIVE_INFINITY,
  slots: Number.POSITIVE_INFINITY,
  sessionLimit: Number.POSITIVE_INFINITY,
  sessionReleaseMs: 0,
  maxSessionSeconds: Number.POSITIVE_INFINITY,
  queue: null,
  rejectedPrompts: null,
  rejectedImages: null,
  ackDelayMs: 0,
  silent: false,
  offline: false,
  frameLoss: 0,
  closeWhileConnecting: null,
  liveKitRefusal: null,
};

/** The fraction of the model's frames that don't arrive under these conditions. */
export function lostFrames({ silent, offline, frameLoss }: Conditions): number {
  return silent || offline ? 1 : frameLoss;
}
