// What lets one session in: the client token, and at a route with a waiting line a place in it, then a slot.
import type { DecartToken } from '../auth/token';
import type { CurrentToken } from '../auth/tokenSource';
import type { ClientCore } from '../client/clientCore';
import { fromThrown } from '../errors/fromThrown';
import { delay } from '../reconnect/waits';
import type { QueueState } from './machine';

interface SessionPassOptions {
  core: Pick<ClientCore, 'auth' | 'line'>;
  /** Aborted when the session is no longer wanted. */
  signal: AbortSignal;
  /** It waits in line. */
  onQueue(queue: QueueState): void;
}

export interface SessionPass {
  /** Waits for its turn, if there is a line. */
  enter(): Promise<void>;
  /** The token for one connection. Waits for its turn, if there is a line and it has no slot. */
  getToken(): Promise<CurrentToken>;
  /** The session runs: it keeps its slot. */
  start(): void;
  /** The service has no place all the same: back to the head of the line. */
  refuse(): void;
  /** Leaves the line, or gives back the slot. */
  leave(): void;
}

const ALIVE_SECONDS = 15;
const RETRY_SECONDS = 2;
const EXPIRES_SECONDS = 45;
/** How long the route may be in trouble: less for who has no place in line yet. */
const OUTAGE_MS = { outside: 5000, inLine: 60_000 };
/** A new connection has to be made before the token expires. */
const CONNECTING_MS = 5000;

export function createSessionPass({ core, signal, onQueue }: SessionPassOptions): SessionPass {
  const { auth, line } = core;
  let ticket: string | undefined;
  let token: { answer: DecartToken; until: number } | undefined;
  let aliveSeconds = ALIVE_SECONDS;
  let alive: ReturnType<typeof setInterval> | undefined;

  const report = (event: Parameters<typeof line.report>[1]) => {
    if (ticket !== undefined) void line.report(ticket, event);
  };

  async function enter(): Promise<void> {
    let failingSince: number | undefined;
    while (!token || token.until - CONNECTING_MS < performance.now()) {
      try {
        const answer = await line.ask(ticket, signal);
        failingSince = undefined;
        ticket = answer.ticket ?? ticket;
        listen();
        if (!('queued' in answer)) {
          aliveSeconds = answer.aliveSeconds ?? aliveSeconds;
          token = { answer, until: performance.now() + Number(answer.expiresIn ?? EXPIRES_SECONDS) * 1000 };
          return;
        }
        const { position, size: queueSize, estimatedSeconds } = answer.queued;
        const { retrySeconds } = answer;
        onQueue({ kind: 'line', position, queueSize, estimatedSeconds, retrySeconds });
        await delay(retrySeconds * 1000, signal);
      } catch (thrown) {
        const error = fromThrown(thrown);
        failingSince ??= performance.now();
        const limit = ticket === undefined ? OUTAGE_MS.outside : OUTAGE_MS.inLine;
        const hasTime = performance.now() - failingSince < limit;
        if (signal.aborted || !error.retryable || !hasTime) throw error;
        await delay((error.retryAfterSeconds ?? RETRY_SECONDS) * 1000, signal);
      }
    }
  }

  function leave(): void {
    removeEventListener('pagehide', leave);
    clearInterval(alive);
    report('ended');
    ticket = undefined;
    token = undefined;
  }
  const listen = () => addEventListener('pagehide', leave);

  return {
    async enter() {
      if (line.exists()) await enter();
    },
    async getToken() {
      const shared = await auth.getToken({ signal });
      if (!line.exists()) return shared;
      await enter();
      if (!token) return shared;
      const { apiKey, constraints } = token.answer;
      // Another connection gets another one, for what is left of the session.
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
    leave,
  };
}
