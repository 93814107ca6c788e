import type { CreateTokenResponse } from '@decartai/sdk';
import { randomId } from '../randomId';

/** The purpose for which a page requests a token, as `getToken` of `<DecartProvider>` gets it. */
export interface SandboxTokenRequest {
  signal?: AbortSignal | undefined;
  /**
   * `session`: for a live session. `request`: for everything else, or before the page knows whether there is a line.
   */
  purpose?: 'session' | 'request' | undefined;
  /** The place in line, from an earlier response. */
  ticket?: string | undefined;
  /** What happened to the session. */
  event?: 'started' | 'alive' | 'ended' | 'limit_reached' | undefined;
}

/** A place in the sandbox's waiting line. */
export interface SandboxQueued {
  queued: { position: number; size: number; estimatedSeconds?: number };
  ticket: string;
  retrySeconds: number;
}

/** A token in the form in which a route with a waiting line returns it. */
export interface SandboxLineToken extends CreateTokenResponse {
  /** True in a token that is for everything but sessions. */
  line?: boolean;
  /** Keeps the session's slot. */
  ticket?: string;
  aliveSeconds?: number;
}

export interface SandboxPlainRequest extends SandboxTokenRequest {
  purpose?: 'request' | undefined;
}

/** The result of `getToken` of `<DecartProvider>`. */
export interface SandboxGetToken {
  (request?: SandboxPlainRequest): Promise<SandboxLineToken>;
  /** With `capacity`, it may be a place in line instead of a session's token. */
  (request: SandboxTokenRequest): Promise<SandboxLineToken | SandboxQueued>;
}

/** The response of a token route. */
export interface TokenRoute {
  /** For everything but sessions. */
  plain(): SandboxLineToken;
  /** For a session. It may report an event; then it reads no response. */
  session(
    ticket: string | undefined,
    event: SandboxTokenRequest['event'],
  ): SandboxLineToken | SandboxQueued | undefined;
}

export interface TokenRouteOptions {
  /** `Infinity` for no line. */
  slots(): number;
  now(): number;
  /** How many seconds a session with this token may last. */
  maxDurationSeconds: number;
  mint(maxDurationSeconds: number): CreateTokenResponse;
}

// The same times as those of `createTokenHandler`.
const CLAIM_MS = 45_000;
const ALIVE_MS = 90_000;
const ALIVE_SECONDS = 15;
const SILENCE_MS = 30_000;
const GRACE_MS = 30_000;
const MIN_DURATION_SECONDS = 10;
/** How long after its last response a ticket can return to its old place. */
const PLACE_MS = 300_000;
const MEAN_WEIGHT = 0.2;
/** In the sandbox, a page polls often: nobody watches a story for long. */
const RETRY_SECONDS = 1;

interface Session {
  /** 0 before it begins. */
  startedAt: number;
  endsAt: number;
}

interface Waiting extends Session {
  number: number;
  seenAt: number;
}

interface Slot extends Session {
  number: number;
  expiresAt: number;
}

/**
 * A token route with a waiting line: first come, first served, by a clock that can be advanced. It answers as
 * `createTokenHandler` does with `sessions`.
 */
export function createTokenRoute(options: TokenRouteOptions): TokenRoute {
  const { slots: capacity, now, mint, maxDurationSeconds } = options;
  const slots = new Map<string, Slot>();
  const waiting = new Map<string, Waiting>();
  /** The contents of a server's ticket: its number, and when it was written. */
  const numbers = new Map<string, { number: number; at: number }>();
  let last = 0;
  let mean = 0;
  const hasLine = () => Number.isFinite(capacity());

  function sweep(asking: string | undefined): void {
    const over = [...slots].filter(([, { expiresAt }]) => expiresAt <= now());
    over.sort(([, one], [, other]) => one.expiresAt - other.expiresAt);
    for (const [ticket, slot] of over) end(ticket, slot);
    for (const [ticket, { seenAt, startedAt, endsAt }] of waiting) {
      const isOver = ticket === asking && startedAt > 0 && endsAt <= now();
      if (seenAt + SILENCE_MS > now() && !isOver) continue;
      waiting.delete(ticket);
      // Its old place was for that session.
      if (startedAt > 0) numbers.delete(ticket);
    }
    for (const [ticket, { at }] of numbers) {
      if (at + PLACE_MS <= now() && !waiting.has(ticket)) numbers.delete(ticket);
    }
  }

  function end(ticket: string, { startedAt, expiresAt }: Slot): void {
    slots.delete(ticket);
    numbers.delete(ticket);
    if (startedAt === 0) return;
    const length = Math.min(now(), expiresAt) - startedAt;
    mean = mean === 0 ? length : mean + (length - mean) * MEAN_WEIGHT;
  }

  /** Takes a slot if it is its turn; otherwise returns its place in line. */
  function stepUp(ticket: string): void {
    if (slots.has(ticket)) return;
    const number = numbers.get(ticket)?.number ?? last + 1;
    last = Math.max(last, number);
    const place = waiting.get(ticket) ?? { number, seenAt: 0, startedAt: 0, endsAt: 0 };
    place.seenAt = now();
    waiting.set(ticket, place);
    if (positionOf(place) > capacity() - slots.size) return;
    waiting.delete(ticket);
    const { startedAt } = place;
    const endsAt = startedAt > 0 ? place.endsAt : now() + CLAIM_MS;
    const expiresAt = Math.min(now() + CLAIM_MS, endsAt);
    slots.set(ticket, { number: place.number, startedAt, endsAt, expiresAt });
  }

  function positionOf({ number }: Waiting): number {
    return [...waiting.values()].filter((other) => other.number < number).length + 1;
  }

  function report(ticket: string, event: SandboxTokenRequest['event']): void {
    const slot = slots.get(ticket);
    if (!slot) {
      if (event === 'ended' && waiting.delete(ticket)) numbers.delete(ticket);
    } else if (event === 'ended') {
      end(ticket, slot);
    } else if (event === 'limit_reached') {
      slots.delete(ticket);
      const { number, startedAt, endsAt } = slot;
      waiting.set(ticket, { number, startedAt, endsAt, seenAt: now() });
    } else {
      if (slot.startedAt === 0) {
        slot.startedAt = now();
        slot.endsAt = now() + maxDurationSeconds * 1000 + GRACE_MS;
      }
      slot.expiresAt = Math.min(slot.endsAt, now() + ALIVE_MS);
    }
  }

  function answer(ticket: string): SandboxLineToken | SandboxQueued | undefined {
    const slot = slots.get(ticket);
    const place = waiting.get(ticket);
    const { number } = slot ?? place ?? {};
    if (number !== undefined) numbers.set(ticket, { number, at: now() });
    if (slot) {
      const left = Math.floor((slot.endsAt - now() - GRACE_MS) / 1000);
      const seconds = slot.startedAt > 0 ? Math.max(MIN_DURATION_SECONDS, left) : maxDurationSeconds;
      return { ...mint(seconds), ticket, aliveSeconds: ALIVE_SECONDS };
    }
    if (!place) return undefined;
    const position = positionOf(place);
    const estimatedSeconds = Math.ceil((position * Math.round(mean)) / capacity() / 1000);
    const isKnown = estimatedSeconds > 0 && Number.isFinite(estimatedSeconds);
    const queued = { position, size: waiting.size, ...(isKnown && { estimatedSeconds }) };
    return { queued, ticket, retrySeconds: RETRY_SECONDS };
  }

  return {
    plain: () => ({ ...mint(maxDurationSeconds), ...(hasLine() && { line: true }) }),
    session(known, event) {
      sweep(known);
      if (event) {
        if (known === undefined) return undefined;
        report(known, event);
        return event === 'limit_reached' && waiting.has(known) ? answer(known) : undefined;
      }
      if (!hasLine() && known === undefined) return mint(maxDurationSeconds);
      const ticket = known ?? randomId(16);
      stepUp(ticket);
      return answer(ticket);
    },
  };
}
