import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import {
  createMemoryStore,
  createTokenHandler,
  type ServerEvent,
  type SessionsOptions,
  type SharedStore,
} from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

export const events: ServerEvent[] = [];
export const logged: string[] = [];
export let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  expect(logged.join('\n')).not.toContain(KEY);
  for (const list of [events, logged, decart.received]) list.length = 0;
});
afterAll(() => decart.close());

/** A token handler with a waiting line, on a real socket, in front of the test's Decart. */
export async function start(sessions: Partial<SessionsOptions> = {}, options: object = {}) {
  const handler = createTokenHandler({
    authorize: (request: Request) => request.headers.get('x-user'),
    apiKey: KEY,
    baseUrl: decart.url,
    logger: { error: (...what) => void logged.push(JSON.stringify(what)) },
    onEvent: (event) => void events.push(event),
    ...options,
    sessions: { capacity: 1, maxDurationSeconds: 600, ...sessions },
  });
  const app = await serve(handler);
  onTestFinished(app.close);
  const ask = async (user: string, headers: Record<string, string> = {}, signal?: AbortSignal) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'x-user': user, ...headers },
      ...(signal && { signal }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
  };
  const withTicket = (user: string, ticket: string, event?: string) =>
    ask(user, { 'x-decart-ticket': ticket, ...(event && { 'x-decart-event': event }) });
  return { ask, withTicket, stats: handler.stats };
}

/** A memory store whose clock the test moves. Its data can be deleted. */
export function startClock() {
  let time = 1_764_000_000_000;
  let memory = createMemoryStore(() => time);
  const store: Pick<SharedStore, 'line' | 'countLine'> = {
    line: (name, step) => memory.line(name, step),
    countLine: (name) => memory.countLine(name),
  };
  return {
    store,
    pass(ms: number) {
      time += ms;
    },
    loseData() {
      memory = createMemoryStore(() => time);
    },
  };
}
