// A session's permission to connect: the client token and, at a route with a waiting line, first a place in line, then a
// slot.
import type { DecartToken } from '../auth/token';
import { tokenLifetime } from '../auth/tokenLifetime';
import { type CurrentToken, connectingTime } from '../auth/tokenSource';
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { normalizeError } from '../errors/normalizeError';
import { delay } from '../reconnect/waits';
import type { QueueState } from './machine';

/** How a caller waits for its turn. */
export interface PassWait {
  /** Aborted when nobody waits any longer. */
  signal: AbortSignal;
  /** The session is in line. */
  onQueue(queue: QueueState): void;
  /** It was in line, and now has a slot. */
  onTurn(): void;
}

export interface SessionPass {
  /** It is in line, or has a slot. */
  readonly isInLine: boolean;
  /** Waits for its turn, if there is a line. */
  enter(wait: PassWait): Promise<void>;
  /** The token for one connection. Waits for its turn, if there is a line and it has no slot. */
  getToken(wait: PassWait): Promise<CurrentToken>;
  /** The session is running: keeps its slot. */
  start(): void;
  /**
   * Decart refuses the session, though it has a slot: it returns to the line. The line of a token route puts it first.
   */
  refuse(): void;
  /** Leaves the line, or returns the slot. */
  leave(): void;
}

const ALIVE_SECONDS = 15;
/** A longer timer would fire at once. */
const MAX_ALIVE_SECONDS = 3600;
const RETRY_SECONDS = 2;
/** How long the route may fail: less for a session that has no place in line yet. */
const OUTAGE_MS = { outside: 5000, inLine: 60_000 };

/** `announceTurn` is called after a wait, when the session shows that it continues. */
export function createSessionPass(
  { auth, line }: Pick<ClientCore, 'auth' | 'line'>,
  announceTurn: () => void,
): SessionPass {
  let ticket: string | undefined;
  /** `until`: when a connection with it can still be made. */
  let token: { answer: DecartToken; until: number } | undefined;
  let aliveSeconds = ALIVE_SECONDS;
  let alive: ReturnType<typeof setInterval> | undefined;

  const report = (event: Parameters<typeof line.report>[1]) => {
    if (ticket !== undefined) line.report(ticket, event);
  };

  /** A first request isn't aborted: its ticket, which nobody else would know, is given back when it comes too late. */
  function ask(signal: AbortSignal) {
    if (ticket !== undefined) return line.ask(ticket, signal);
    const asked = line.ask(undefined, new AbortController().signal);
    asked.then(
      (late) => signal.aborted && late.ticket && line.report(late.ticket, 'ended'),
      () => {},
    );
    return abortable(asked, signal);
  }

  /** The token that came with its turn; the next connection uses it. */
  async function untilTurn({ signal, onQueue, onTurn }: PassWait): Promise<DecartToken> {
    let failingSince: number | undefined;
    let hasWaited = false;
    while (!token || token.until < performance.now()) {
      let seconds = RETRY_SECONDS;
      try {
        const answer = await ask(signal);
        failingSince = undefined;
        ticket = answer.ticket ?? ticket;
        if (!('queued' in answer)) {
          // An app's `getToken` may return anything.
          const asked = Number(answer.aliveSeconds) || aliveSeconds;
          aliveSeconds = Math.min(MAX_ALIVE_SECONDS, Math.max(1, asked));
          const lifetime = tokenLifetime(answer, Date.now());
          token = { answer, until: performance.now() + lifetime - connectingTime(lifetime) };
          continue;
        }
        const { position, size: queueSize, estimatedSeconds, reason } = answer.queued;
        // An app's `getToken` may leave it out.
        seconds = Math.max(1, Number(answer.retrySeconds) || RETRY_SECONDS);
        hasWaited = true;
        onQueue({ kind: 'line', position, queueSize, estimatedSeconds, reason, retrySeconds: seconds });
      } catch (thrown) {
        const error = normalizeError(thrown);
        seconds = error.retryAfterSeconds ?? RETRY_SECONDS;
        failingSince ??= performance.now();
        const limit = ticket === undefined ? OUTAGE_MS.outside : OUTAGE_MS.inLine;
        const isTooLate = performance.now() + seconds * 1000 - failingSince > limit;
        if (signal.aborted || !error.retryable || isTooLate) throw error;
      }
      await delay(seconds * 1000, signal);
    }
    if (hasWaited) {
      onTurn();
      signal.throwIfAborted();
      announceTurn();
      signal.throwIfAborted();
    }
    return token.answer;
  }

  return {
    get isInLine() {
      return ticket !== undefined;
    },
    async enter(wait) {
      if (line.exists()) await untilTurn(wait);
    },
    async getToken(wait) {
      if (!line.exists()) {
        const shared = await auth.getToken({ signal: wait.signal });
        // Only a token says that there is a line, and this token isn't for sessions then.
        if (!line.exists()) return shared;
      }
      const { apiKey, constraints } = await untilTurn(wait);
      // Another connection gets a new token, limited to the rest of the session.
      token = undefined;
      return { apiKey, constraints };
    },
    start() {
      if (ticket === undefined) return;
      report('started');
      clearInterval(alive);
      alive = setInterval(() => report('alive'), aliveSeconds * 1000);
    },
    refuse() {
      clearInterval(alive);
      token = undefined;
      report('limit_reached');
    },
    leave() {
      clearInterval(alive);
      report('ended');
      ticket = undefined;
      token = undefined;
    },
  };
}
