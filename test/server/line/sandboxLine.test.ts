// Compares the sandbox's waiting line with the server's: an app's page must see the same of both.
import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTokenRoute } from '../../../src/sandbox/tokens/waitingLine';
import { createMemoryStore, createTokenHandler, type TokenOptions } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart } from './startGate';

const MAX_DURATION_SECONDS = 120;
const PEOPLE = 5;
const START = 1_764_000_000_000;

type Event = 'started' | 'alive' | 'ended' | 'limit_reached';
interface Step {
  /** Milliseconds that pass before. */
  after: number;
  person: number;
  event: Event | undefined;
}

/** What one person learns from one step. */
interface Answer {
  queued?: { position: number; size: number; estimatedSeconds?: number | undefined };
  aliveSeconds?: number | undefined;
  /** Of the token. */
  maxSessionDuration?: number | undefined;
  ticket?: string | undefined;
}

type Line = (person: number, ticket: string | undefined, event: Event | undefined) => Promise<Answer>;

/** What a token is requested for. */
function sessionLimit(wanted: unknown): number | undefined {
  const { constraints } = wanted as TokenOptions;
  return constraints?.realtime?.maxSessionDuration;
}

function startServer(capacity: number): Line {
  const handler = createTokenHandler({
    authorize: (request: Request) => request.headers.get('x-user'),
    rateLimit: false,
    apiKey: KEY,
    baseUrl: decart.url,
    sessions: { capacity, maxDurationSeconds: MAX_DURATION_SECONDS, store: createMemoryStore() },
  });
  return async (person, ticket, event) => {
    const headers = new Headers({ 'x-user': `user ${person}` });
    if (ticket !== undefined) headers.set('x-decart-ticket', ticket);
    if (event !== undefined) headers.set('x-decart-event', event);
    const response = await handler(new Request('http://app.example/token', { method: 'POST', headers }));
    const text = await response.text();
    const answer = text === '' ? {} : JSON.parse(text);
    if (!('aliveSeconds' in answer)) return answer;
    return { ...answer, maxSessionDuration: sessionLimit(decart.last().json) };
  };
}

function startSandbox(capacity: number): Line {
  let maxSessionDuration: number | undefined;
  const route = createTokenRoute({
    slots: () => capacity,
    now: Date.now,
    maxDurationSeconds: MAX_DURATION_SECONDS,
    mint(seconds) {
      maxSessionDuration = seconds;
      return { apiKey: 'ek_1', expiresAt: new Date(Date.now() + 60_000).toISOString() };
    },
  });
  return async (_, ticket, event) => {
    const answer = route.session(ticket, event) ?? {};
    return 'aliveSeconds' in answer ? { ...answer, maxSessionDuration } : answer;
  };
}

/** The response to each step. Everybody sends the newest ticket that they have, as our client does. */
async function play(line: Line, steps: readonly Step[]): Promise<Answer[]> {
  vi.setSystemTime(START);
  const tickets = new Map<number, string>();
  const answers: Answer[] = [];
  for (const { after, person, event } of steps) {
    vi.setSystemTime(Date.now() + after);
    const ticket = tickets.get(person);
    if (event !== undefined && ticket === undefined) continue;
    const answer = await line(person, ticket, event);
    if (answer.ticket !== undefined) tickets.set(person, answer.ticket);
    const { queued, aliveSeconds, maxSessionDuration } = answer;
    answers.push(queued ? { queued } : { aliveSeconds, maxSessionDuration });
  }
  return answers;
}

async function expectSame(capacity: number, steps: readonly Step[]): Promise<Answer[]> {
  const server = await play(startServer(capacity), steps);
  expect(await play(startSandbox(capacity), steps)).toEqual(server);
  return server;
}

function useClock(): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
}

const step = (person: number, event?: Event, after = 1000): Step => ({ person, event, after });

it('a user refused by the service returns to the old place, ahead of those who came later', async () => {
  useClock();
  const answers = await expectSame(2, [
    ...[step(0), step(1), step(2)],
    // In the opposite order of their numbers.
    ...[step(1, 'limit_reached'), step(0, 'limit_reached')],
    ...[step(2), step(1), step(0)],
  ]);
  expect(answers[3]).toMatchObject({ queued: { position: 1, size: 2 } });
  expect(answers[4]).toMatchObject({ queued: { position: 1, size: 3 } });
  expect(answers[5]).toMatchObject({ queued: { position: 3 } });
});

it('a session that was refused in the middle gets only the time it had left', async () => {
  useClock();
  const answers = await expectSame(1, [
    ...[step(0), step(0, 'started'), step(0, 'alive', 60_000), step(0, 'limit_reached', 1000), step(0)],
    // Beyond its end.
    ...[step(0, 'alive', 44_000), step(1, undefined, 45_000), step(0)],
  ]);
  expect(answers[4]).toMatchObject({ maxSessionDuration: 58 });
  expect(answers.slice(-2)).toMatchObject([{ aliveSeconds: 15 }, { queued: { position: 1 } }]);
});

it('a user who was silent in line gets the old place back, unless that was long ago', async () => {
  useClock();
  const answers = await expectSame(1, [
    ...[step(0), step(0, 'started'), step(1), step(2)],
    ...[step(0, 'alive', 35_000), step(3), step(2), step(1)],
  ]);
  expect(answers.slice(-3)).toMatchObject([
    { queued: { position: 1, size: 1 } },
    { queued: { position: 1, size: 2 } },
    { queued: { position: 1, size: 3 } },
  ]);
});

it('whatever people do, and whenever they do it, both give the same result', {
  timeout: 120_000,
}, async () => {
  useClock();
  const after = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 5000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 20_000, max: 50_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 80_000, max: 400_000 }) },
  );
  const event = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: fc.constantFrom<Event[]>('started', 'alive', 'ended', 'limit_reached') },
  );
  const steps = fc.array(fc.record({ after, event, person: fc.nat(PEOPLE - 1) }), {
    maxLength: 60,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), steps, async (capacity, list) => {
      await expectSame(capacity, list);
    }),
    { numRuns: 40 },
  );
});
