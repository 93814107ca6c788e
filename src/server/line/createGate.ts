import type { RequestContext } from '../handler/createHandler';
import { HttpError } from '../handler/errors';
import { createHooks } from '../handler/hooks';
import { perSecret } from '../handler/rememberSome';
import { createMemoryStore } from '../limits/memoryStore';
import { checkAnswer, type LineAction, type LineAnswer, type LineCount, type LineStep } from './lineStore';
import type { QuotaFinder } from './quota';
import type { SessionsOptions } from './sessionsOptions';
import { createTickets, type Ticket } from './tickets';

/** What a session's token may do. */
export interface SessionLimits {
  expiresIn: number;
  maxSessionDuration: number;
}

/** How many sessions are running, and how many are waiting. */
export interface SessionsStats {
  /** How many sessions may run at the same time; undefined if the account's limit has not been requested yet. */
  capacity: number | undefined;
  /** Slots that are taken. */
  active: number;
  /** Tickets in line. */
  waiting: number;
  /** How long sessions last on average, in seconds; undefined before the first has ended. */
  meanSeconds: number | undefined;
}

/** The response for a page that must wait: HTTP 202. */
export interface QueuedResponse {
  queued: {
    /** The place in line, from 1. */
    position: number;
    /** How many wait. */
    size: number;
    /** An estimate: place × mean length of a session ÷ capacity. Absent before the first session has ended. */
    estimatedSeconds?: number;
    /** `own`: this user has reached the number of sessions that one user may have. */
    reason?: 'own';
  };
  /** Send it as `x-decart-ticket` with the next request. */
  ticket: string;
  /** When to ask again. */
  retrySeconds: number;
}

/** A page's report about its session, as `x-decart-event`. */
export type SessionEvent = 'started' | 'alive' | 'ended' | 'limit_reached';

const ACTIONS: Readonly<Record<SessionEvent, LineAction>> = {
  started: 'alive',
  alive: 'alive',
  ended: 'end',
  limit_reached: 'return',
};

const TICKET_HEADER = 'x-decart-ticket';
const EVENT_HEADER = 'x-decart-event';
/** How long after its last request a ticket can return to its old place. */
const PLACE_MS = 300_000;
const GRACE_SECONDS = 30;
/** Further back in line, nobody is let in within the next few seconds. */
const NEAR = 20;
/** How many tabs of one user may wait at the same time. */
const MAX_WAITING = 10;
/** Decart's shortest. */
const MIN_DURATION_SECONDS = 10;
/** How long a response waits for the store to release a slot. */
const GIVE_BACK_MS = 2000;

/** The event that a request reports, if it reports one. Throws for an unknown event. */
export function sessionEventOf(request: Request): SessionEvent | undefined {
  const name = request.headers.get(EVENT_HEADER);
  if (name === null) return undefined;
  if (Object.hasOwn(ACTIONS, name)) return name as SessionEvent;
  throw new HttpError(
    400,
    'INVALID_INPUT',
    `The header ${EVENT_HEADER} must be one of ${Object.keys(ACTIONS).join(', ')}.`,
  );
}

export interface Gate<User> {
  /** Lets the next in line in, with the result of `mint`; returns everybody else's place. */
  answer(
    context: RequestContext<User>,
    mint: (limits: SessionLimits) => Promise<Record<string, unknown>>,
  ): Promise<Response>;
  stats(): Promise<SessionsStats>;
}

export function createGate<User>(options: SessionsOptions, quota: QuotaFinder): Gate<User> {
  const { capacity, maxDurationSeconds, secret, name = 'sessions', store = createMemoryStore() } = options;
  const { perUser = Number.POSITIVE_INFINITY } = options;
  const { connectSeconds = 45, aliveSeconds = 90, silenceSeconds = 30 } = options;
  const times = {
    claim: connectSeconds * 1000,
    alive: aliveSeconds * 1000,
    duration: (maxDurationSeconds + GRACE_SECONDS) * 1000,
    silence: silenceSeconds * 1000,
  };
  const ticketsOf = perSecret(secret, (secrets) => createTickets(secrets, name));
  let lastCapacity = typeof capacity === 'number' ? capacity : undefined;

  /** Session reports are accepted even if the quota is unknown. */
  async function quotaFor(context: RequestContext<User>, event: SessionEvent | undefined): Promise<number> {
    const slots = event === undefined ? await quota.find(context) : quota.last(context.apiKey);
    lastCapacity = slots ?? lastCapacity;
    return slots ?? Number.POSITIVE_INFINITY;
  }

  async function readTicket({ request, who, userId, apiKey }: RequestContext<User>): Promise<Ticket> {
    const text = request.headers.get(TICKET_HEADER);
    const ticket = text === null ? undefined : await ticketsOf(apiKey).read(text);
    // If the user is unknown, the ticket says whose it is: addresses change.
    if (ticket && (ticket.who === who || (userId === undefined && !ticket.who.startsWith('user:')))) {
      return ticket;
    }
    return { id: crypto.randomUUID(), who: who ?? '', number: 0, hadSlot: false, at: 0 };
  }

  async function answer(
    context: RequestContext<User>,
    mint: (limits: SessionLimits) => Promise<Record<string, unknown>>,
  ): Promise<Response> {
    const { request, hooks, log, apiKey, recorder } = context;
    const event = sessionEventOf(request);
    const slots = capacity === 'quota' ? await quotaFor(context, event) : capacity;
    const ticket = await readTicket(context);
    const isKnown = ticket.who !== '';

    const take = async (action: LineAction): Promise<LineAnswer> => {
      const isRecent = Date.now() - ticket.at < PLACE_MS + (ticket.hadSlot ? times.duration : 0);
      const step: LineStep = {
        ...{ action, ticket: ticket.id, user: ticket.who, capacity: slots, ...times },
        perUser: isKnown ? perUser : Number.POSITIVE_INFINITY,
        maxWaiting: isKnown ? MAX_WAITING : Number.POSITIVE_INFINITY,
        ...(ticket.number > 0 && isRecent ? { number: ticket.number, hadSlot: ticket.hadSlot } : {}),
      };
      return checkAnswer(await store.line(name, step));
    };
    const write = ({ number, state }: LineAnswer) =>
      ticketsOf(apiKey).write({
        ...{ id: ticket.id, who: ticket.who, number, hadSlot: state === 'slot', at: Date.now() },
      });

    /** Returns a slot whose token nobody receives. */
    const giveBack = async ({ isRunning }: Pick<LineAnswer, 'isRunning'>) => {
      if (isRunning) return;
      // The client may have disconnected: the request's own hooks would not run.
      const { signal } = new AbortController();
      const late = createHooks({ owner: 'The waiting line', timeout: GIVE_BACK_MS, signal, log });
      // A client that sent no ticket can't reclaim the place, and its next try would wait behind it.
      await late
        .run('store.line', () => take(ticket.number > 0 ? 'return' : 'end'))
        .catch((cause: unknown) => {
          log.error("A slot couldn't be released. It becomes free when its time is over.", cause);
        });
    };

    if (event !== undefined) {
      const result = await hooks.askStore('store.line', () => take(ACTIONS[event]));
      if (event === 'limit_reached' && result.state === 'waiting') {
        return queued(result, slots, await write(result));
      }
      // 410 is for clients that read it: the session has lost its slot, and Decart may refuse its next reconnect.
      const isLost = result.state !== 'slot' && event !== 'ended';
      return new Response(null, { status: isLost ? 410 : 204 });
    }

    let isLate = false;
    const result = await hooks
      .askStore('store.line', () => {
        const taking = take('poll');
        // Nobody waits for it any more: the client has disconnected.
        taking.then(
          (late) => {
            if (isLate) void giveBack(late);
          },
          () => {
            // The store may have decided before it failed. A known ticket will ask again; a new one has not reached its
            // client.
            if (ticket.number === 0) void giveBack({ isRunning: false });
          },
        );
        return taking;
      })
      .catch((error: unknown) => {
        isLate = true;
        throw error;
      });
    if (result.state === 'full') {
      throw new HttpError(429, 'RATE_LIMITED', 'You are waiting in too many tabs. Close one and try again.', {
        'retry-after': '10',
      });
    }
    const written = await write(result);
    if (result.state !== 'slot') {
      recorder.record.action = 'session.wait';
      return queued(result, slots, written);
    }
    try {
      const left = Math.floor(result.left / 1000) - GRACE_SECONDS;
      const token = await mint({
        expiresIn: Math.ceil(connectSeconds),
        maxSessionDuration: result.isRunning ? Math.max(MIN_DURATION_SECONDS, left) : maxDurationSeconds,
      });
      return json(200, {
        ...token,
        ticket: written,
        aliveSeconds: Math.max(1, Math.floor(aliveSeconds / 6)),
      });
    } catch (error) {
      await giveBack(result);
      throw error;
    }
  }

  return {
    answer,
    async stats() {
      const { size, taken, mean }: LineCount = await store.countLine(name);
      return {
        ...{ capacity: lastCapacity, active: taken, waiting: size },
        meanSeconds: mean > 0 ? mean / 1000 : undefined,
      };
    },
  };
}

function queued({ position, size, mean, isOwn }: LineAnswer, capacity: number, ticket: string): Response {
  // Left out if there are no slots, or their number is unknown.
  const seconds = Math.ceil((position * mean) / capacity / 1000);
  const body: QueuedResponse = {
    queued: {
      ...{ position, size },
      ...(seconds > 0 && Number.isFinite(seconds) && { estimatedSeconds: seconds }),
      ...(isOwn && { reason: 'own' }),
    },
    ticket,
    retrySeconds: position <= NEAR ? 2 : 10,
  };
  return json(202, body);
}

function json(status: number, body: object): Response {
  return Response.json(body, { status });
}
