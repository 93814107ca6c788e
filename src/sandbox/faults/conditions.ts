import { createGates, type Gates } from './gates';

/** How the simulated service behaves at the moment; everything in it is changed by the faults. */
export interface Conditions {
  gates: Gates;
  /** A refused key is told by the close reason, not by a refused handshake. */
  keyRefusalHasReason: boolean;
  overloaded: boolean;
  /** How many sessions may be open at once. */
  sessionLimit: number;
  /** After how many seconds a generation ends by itself. */
  maxSessionSeconds: number;
  queue: { place: number; intervalMs: number } | null;
  rejectedPrompts: { pattern: RegExp; message: string } | null;
  rejectedImages: { message: string } | null;
  ackDelayMs: number;
  /** Nothing is sent while this is set, ticks included. */
  silent: boolean;
  /** The model takes pictures and gives none. */
  frozen: boolean;
  /** Close the signaling socket as soon as the room is announced. */
  closeWhileConnecting: { code: number; reason: string } | null;
  /** The HTTP status with which LiveKit refuses every handshake, or a resumed one only. */
  liveKitRefusal: { status: number; resumesOnly: boolean } | null;
}

export function normalConditions(gates: Gates = createGates()): Conditions {
  return {
    gates,
    keyRefusalHasReason: false,
    overloaded: false,
    sessionLimit: Number.POSITIVE_INFINITY,
    maxSessionSeconds: Number.POSITIVE_INFINITY,
    queue: null,
    rejectedPrompts: null,
    rejectedImages: null,
    ackDelayMs: 0,
    silent: false,
    frozen: false,
    closeWhileConnecting: null,
    liveKitRefusal: null,
  };
}
