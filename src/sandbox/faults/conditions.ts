import type { CustomEnding, SessionEnding } from '../signaling/endings';

/** How the simulated service behaves at the moment. Only the faults change it. */
export interface Conditions {
  tokensRefused: boolean;
  /** How many of the next signaling handshakes are refused. */
  refusedHandshakes: number;
  /** A refused key is told by the close reason, not by a refused handshake. */
  keyRefusalHasReason: boolean;
  /** How the next handshakes are refused, and how many of them. */
  refusal: { ending: SessionEnding | CustomEnding; retryAfter: unknown; times: number } | null;
  /** How a session ends instead of acknowledging its next prompt or image. */
  changeEnding: SessionEnding | CustomEnding | null;
  /** Longer messages close the socket with 1009. */
  maxMessageLength: number;
  /** Slots of the token route's waiting line; `Infinity` where it has none. */
  slots: number;
  /** How many sessions may be open at once. */
  sessionLimit: number;
  /** After how many seconds a generation ends by itself. */
  maxSessionSeconds: number;
  queue: { place: number; intervalMs: number } | null;
  rejectedPrompts: { pattern: string | RegExp; message: string } | null;
  rejectedImages: { message: string } | null;
  ackDelayMs: number;
  /** Nothing is sent while this is set, ticks included. */
  silent: boolean;
  offline: boolean;
  /** Share of the model's pictures that get lost, 0 to 1. */
  frameLoss: number;
  /** How often still a signaling socket closes while its media is being connected, and how. */
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

/** Share of the model's pictures that do not arrive under these conditions. */
export function lostFrames({ silent, offline, frameLoss }: Conditions): number {
  return silent || offline ? 1 : frameLoss;
}
