import type { CreateTokenResponse } from '@decartai/sdk';
import { randomId } from '../randomId';

/** What a page asks a token for, as `getToken` of `<DecartProvider>` is called. */
export interface SandboxTokenRequest {
  signal?: AbortSignal | undefined;
  /** `session`: for a live session. `request`: for everything else, or before it is known that there is a line. */
  purpose?: 'session' | 'request' | undefined;
  /** The place in line, from an earlier answer. */
  ticket?: string | undefined;
  /** What has become of the session. */
  event?: 'started' | 'alive' | 'ended' | 'limit_reached' | undefined;
}

/** A place in the sandbox's waiting line. */
export interface SandboxQueued {
  queued: { position: number; size: number };
  ticket: string;
  retrySeconds: number;
}

/** A token as a route with a waiting line answers it. */
export interface SandboxLineToken extends CreateTokenResponse {
  /** In a token that is for everything but sessions: true. */
  line?: boolean;
  /** Keeps the session's slot. */
  ticket?: string;
  aliveSeconds?: number;
}

export interface SandboxPlainRequest extends SandboxTokenRequest {
  purpose?: 'request' | undefined;
}

/** What `getToken` of `<DecartProvider>` takes. */
export interface SandboxGetToken {
  (request?: SandboxPlainRequest): Promise<SandboxLineToken>;
  /** With `capacity`, a session's token may be a place in line. */
  (request: SandboxTokenRequest): Promise<SandboxLineToken | SandboxQueued>;
}

/** What a token route answers. */
export interface TokenRoute {
  /** For everything but sessions. */
  plain(): SandboxLineToken;
  /** For a session. It may report something, and then reads no answer. */
  session(
    ticket: string | undefined,
    event: SandboxTokenRequest['event'],
  ): SandboxLineToken | SandboxQueued | undefined;
}

export interface TokenRouteOptions {
  /** `Infinity` for no line. */
  slots(): number;
  now(): number;
  mint(): CreateTokenResponse;
}

// As long as `createTokenHandler` has them.
const CLAIM_MS = 45_000;
const ALIVE_MS = 90_000;
const ALIVE_SECONDS = 15;
const SILENCE_MS = 30_000;
/** A page in the sandbox looks often: a story isn't watched for long. */
const RETRY_SECONDS = 1;

/** A token route with a waiting line: first come, first served, by a clock that can be moved. */
export function createTokenRoute({ slots: capacity, now, mint }: TokenRouteOptions): TokenRoute {
  /** Until when, by ticket. */
  const slots = new Map<string, number>();
  const waiting: { ticket: string; until: number }[] = [];
  const hasLine = () => Number.isFinite(capacity());

  function sweep(): void {
    for (const [ticket, until] of slots) if (until <= now()) slots.delete(ticket);
    for (const { ticket } of waiting.filter(({ until }) => until <= now())) leave(ticket);
  }
  function leave(ticket: string): void {
    const index = waiting.findIndex((other) => other.ticket === ticket);
    if (index >= 0) waiting.splice(index, 1);
  }

  /** Returns how many stand before it, or nothing if it has a slot. */
  function stepUp(ticket: string): number | undefined {
    if (slots.has(ticket)) return undefined;
    const until = now() + SILENCE_MS;
    const place = waiting.find((other) => other.ticket === ticket);
    if (place) place.until = until;
    else waiting.push({ ticket, until });
    const before = waiting.findIndex((other) => other.ticket === ticket);
    if (before >= capacity() - slots.size) return before;
    leave(ticket);
    slots.set(ticket, now() + CLAIM_MS);
    return undefined;
  }

  function report(ticket: string, event: SandboxTokenRequest['event']): void {
    if (event === 'ended') leave(ticket);
    if (!slots.has(ticket)) return;
    if (event === 'started' || event === 'alive') slots.set(ticket, now() + ALIVE_MS);
    else slots.delete(ticket);
    if (event === 'limit_reached') waiting.unshift({ ticket, until: now() + SILENCE_MS });
  }

  return {
    plain: () => ({ ...mint(), ...(hasLine() && { line: true }) }),
    session(known, event) {
      sweep();
      if (event) {
        if (known !== undefined) report(known, event);
        return undefined;
      }
      if (!hasLine() && known === undefined) return mint();
      const ticket = known ?? randomId(16);
      const before = stepUp(ticket);
      if (before === undefined) return { ...mint(), ticket, aliveSeconds: ALIVE_SECONDS };
      const queued = { position: before + 1, size: waiting.length };
      return { queued, ticket, retrySeconds: RETRY_SECONDS };
    },
  };
}
