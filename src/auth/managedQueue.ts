import { abortWith } from '../errors/abortWith';
import { DecartError } from '../errors/DecartError';
import { isRecord } from '../errors/json';
import { readRetryAfter } from '../errors/retryAfter';
import type { DecartToken, QueuedToken } from './token';

/** A waiting line that Decart keeps for you. */
export interface SessionQueue {
  /** The queue's id. */
  id: string;
  /** The queue's publishable key. */
  key: string;
  /** The queue's base URL. @defaultValue 'https://api.decart.ai' */
  url?: string | undefined;
}

/** Polls the queue for the sessions of one page, and leaves it when they stop waiting or end. */
export interface ManagedQueue {
  ask(
    queue: SessionQueue,
    ticket: string | undefined,
    signal: AbortSignal,
  ): Promise<DecartToken | QueuedToken>;
  report(queue: SessionQueue, ticket: string, event: string): void;
}

const POLL_SECONDS = 2;
const TIMEOUT_MS = 10_000;
/** How long a page in line keeps polling if the queue can't be reached. After that, it connects directly. */
const PATIENCE_MS = 10_000;

/** The queue can't be reached, or its answer is invalid. Sessions then connect directly. */
class Unreachable extends Error {}

/**
 * Calls Decart's queue: `POST …/tickets`, then `POST …/tickets/{id}/poll` until it is granted, `DELETE` to leave. The
 * queue itself knows when sessions begin and end. If it can't be reached, sessions connect directly.
 */
export function createManagedQueue(getToken: (signal: AbortSignal) => Promise<DecartToken>): ManagedQueue {
  /** Tickets whose turn has come. When their session reconnects, the queue isn't asked again. */
  const granted = new Set<string>();
  /** Tickets that are no longer valid. */
  const spent = new Set<string>();
  let failingSince: number | undefined;

  function leave(queue: SessionQueue, ticket: string): void {
    granted.delete(ticket);
    if (spent.has(ticket)) return;
    spent.add(ticket);
    // Even if the page is closing.
    void request(queue, 'DELETE', `/${encodeURIComponent(ticket)}`, { keepalive: true }).catch(() => {});
  }

  async function step(
    queue: SessionQueue,
    known: string | undefined,
    signal: AbortSignal,
    onJoin: (ticket: string) => void,
  ) {
    const joinNow = async () => {
      const ticket = await join(queue, signal);
      onJoin(ticket);
      return ticket;
    };
    if (known !== undefined && granted.has(known)) return { ticket: known };
    let ticket = known !== undefined && !spent.has(known) ? known : await joinNow();
    let answer = await call(queue, 'POST', `/${encodeURIComponent(ticket)}/poll`, signal);
    if (answer === 'gone') {
      ticket = await joinNow();
      answer = await call(queue, 'POST', `/${encodeURIComponent(ticket)}/poll`, signal);
    }
    if (answer === 'gone') throw new Unreachable();
    if (answer.state === 'granted') {
      granted.add(ticket);
      return { ticket };
    }
    const position = Number(answer.position);
    if (answer.state !== 'waiting' || !(position > 0)) throw new Unreachable();
    const size = Math.max(position, Number(answer.queueSize) || 0);
    return { ticket, queued: { position, size }, retrySeconds: POLL_SECONDS };
  }

  return {
    async ask(queue, known, signal) {
      let ticket = known;
      try {
        const place = await step(queue, known, signal, (joined) => {
          ticket = joined;
        });
        failingSince = undefined;
        if (place.queued) return place;
        return { ...(await getToken(signal)), ticket: place.ticket };
      } catch (error) {
        // The caller doesn't know a ticket that was just created, so nobody else could give it back.
        if (ticket !== undefined && ticket !== known) leave(queue, ticket);
        if (!(error instanceof Unreachable) || signal.aborted) throw error;
        failingSince ??= performance.now();
        // One failed poll doesn't let everybody in at once.
        if (known !== undefined && performance.now() - failingSince < PATIENCE_MS) {
          throw new DecartError('TOKEN_FETCH_FAILED', "The session queue can't be reached.", {
            cause: error,
          });
        }
      }
      return { ...(await getToken(signal)), ...(known !== undefined && { ticket: known }) };
    },
    report(queue, ticket, event) {
      if (event === 'ended' || event === 'limit_reached') leave(queue, ticket);
    },
  };
}

async function join(queue: SessionQueue, signal: AbortSignal): Promise<string> {
  const answer = await call(queue, 'POST', '', signal);
  if (answer === 'gone' || typeof answer.ticketId !== 'string') throw new Unreachable();
  return answer.ticketId;
}

function request(
  { url = 'https://api.decart.ai', id, key }: SessionQueue,
  method: string,
  path: string,
  init: RequestInit,
) {
  const address = `${url.replace(/\/+$/, '')}/v1/queues/${encodeURIComponent(id)}/tickets${path}`;
  return fetch(address, { ...init, method, headers: { 'x-queue-key': key } });
}

/**
 * `gone` for a ticket that the queue doesn't know. Rejects with `Unreachable`, or with an error that says to wait or to
 * stop.
 */
async function call(
  queue: SessionQueue,
  method: string,
  path: string,
  signal: AbortSignal,
): Promise<Record<string, unknown> | 'gone'> {
  const controller = new AbortController();
  const unlink = abortWith(controller, signal);
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await request(queue, method, path, { signal: controller.signal });
    return await readAnswer(response, path);
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof DecartError ? cause : new Unreachable('', { cause });
  } finally {
    clearTimeout(timer);
    unlink();
  }
}

async function readAnswer(response: Response, path: string): Promise<Record<string, unknown> | 'gone'> {
  if (response.status === 404 || response.status === 410) {
    if (path === '') throw new Unreachable();
    return 'gone';
  }
  if (response.status === 429) {
    const retryAfterSeconds = readRetryAfter(response.headers);
    throw new DecartError('AT_CAPACITY', 'The session queue is full. Try again later.', {
      ...{ status: 429, retryAfterSeconds, retryable: false },
    });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok || !isRecord(answer)) throw new Unreachable();
  return answer;
}
