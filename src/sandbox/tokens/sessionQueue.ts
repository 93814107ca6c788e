import { errorResponse } from '../http/responses';
import { randomId } from '../randomId';

/** A managed queue, in the form that `sessionQueue` of `<DecartProvider>` accepts. */
export interface SandboxSessionQueue {
  id: string;
  /** Its publishable key. */
  key: string;
  /** Its base URL. */
  url: string;
}

export interface SessionQueueOptions {
  id: string;
  key: string;
  /** `Infinity` for no line. */
  slots(): number;
  now(): number;
  /** Every session of the sandbox: shows who has connected, and which slots are taken. */
  sessions: { readonly all: readonly unknown[]; readonly open: readonly unknown[] };
}

const CLAIM_MS = 45_000;
const SILENCE_MS = 30_000;
const PATH = /^\/v1\/queues\/([^/]+)\/tickets(?:\/([^/]+)(\/poll)?)?$/;

/** Decart's managed queue: first come, first served. Answers every path below `/v1/queues/`. */
export function createSessionQueue(options: SessionQueueOptions): (request: Request) => Response {
  const { sessions, now } = options;
  /** When each waiting ticket was last polled, oldest ticket first. */
  const waiting = new Map<string, number>();
  /** How long each ticket's slot is reserved, oldest reservation first. */
  const granted = new Map<string, number>();
  let begun = 0;

  function sweep(): void {
    // Each new session takes the oldest reserved slot.
    for (const ticket of [...granted.keys()].slice(0, sessions.all.length - begun)) granted.delete(ticket);
    begun = sessions.all.length;
    for (const [ticket, until] of granted) if (until <= now()) granted.delete(ticket);
    for (const [ticket, seenAt] of waiting) if (seenAt + SILENCE_MS <= now()) waiting.delete(ticket);
  }

  const positionOf = (ticket: string) => [...waiting.keys()].indexOf(ticket) + 1;

  function poll(ticket: string): Response {
    if (!granted.has(ticket)) {
      if (!waiting.has(ticket)) return errorResponse(410, 'Ticket is gone');
      waiting.set(ticket, now());
      const position = positionOf(ticket);
      if (position > options.slots() - sessions.open.length - granted.size) {
        return Response.json({ state: 'waiting', position, queueSize: waiting.size });
      }
      waiting.delete(ticket);
      granted.set(ticket, now() + CLAIM_MS);
    }
    const left = (granted.get(ticket) ?? 0) - now();
    return Response.json({ state: 'granted', claimSecondsLeft: Math.ceil(left / 1000) });
  }

  return ({ method, url, headers }) => {
    const [, id, ticket, polls] = PATH.exec(new URL(url).pathname) ?? [];
    if (id !== options.id) return errorResponse(404, 'Queue not found');
    if (headers.get('x-queue-key') !== options.key) return errorResponse(401, 'Invalid queue key');
    sweep();
    if (method === 'POST' && ticket === undefined) {
      const ticketId = randomId(16);
      waiting.set(ticketId, now());
      return Response.json({ ticketId, position: positionOf(ticketId) });
    }
    if (method === 'POST' && ticket !== undefined && polls) return poll(ticket);
    if (method === 'DELETE' && ticket !== undefined && !polls) {
      waiting.delete(ticket);
      granted.delete(ticket);
      return new Response(null, { status: 204 });
    }
    return errorResponse(404, 'Not Found');
  };
}
