// The app on one of the runtimes, its Decart and its events, for the tests within a `describe`.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { ServerEvent } from '../../src/server';
import { type Decart, KEY, startDecart } from '../server/support/decart';
import { eventually } from '../server/support/eventually';
import { type Listening, listen } from '../server/support/listen';
import { type RunningApp, startApp } from './runtimes';

export const MIB = 1024 * 1024;
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Collects the events that an app posts. */
async function startCollector(): Promise<Listening & { events: ServerEvent[] }> {
  const events: ServerEvent[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    events.push(JSON.parse(text));
    response.end();
  });
  return { ...(await listen(server)), events };
}

export let decart: Decart;
export let app: RunningApp;
let collector: Awaited<ReturnType<typeof startCollector>>;

/** Starts the app before the tests of the current `describe`, and stops it after them. No test may log the key. */
export function onRuntime(name: string): void {
  beforeAll(async () => {
    decart = await startDecart();
    collector = await startCollector();
    app = await startApp(name, {
      DECART_API_KEY: KEY,
      DECART_BASE_URL: decart.url,
      EVENTS_URL: collector.url,
    });
  });
  afterEach(() => {
    expect(app.output()).not.toContain(KEY);
    decart.received.length = 0;
    collector.events.length = 0;
  });
  afterAll(async () => {
    await app?.stop();
    await collector.close();
    await decart.close();
  });
}

export const port = () => Number(new URL(app.url).port);

export const call = (path: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path}`, { ...init, headers: { 'x-user': 'ada', ...init.headers } });

export const submit = async (): Promise<string> =>
  (await (await call('/api/decart/v1/jobs/lucy-2.5', { method: 'POST' })).json()).job_id;

export const told = (expected: Partial<ServerEvent>) =>
  eventually(() => expect(collector.events).toContainEqual(expect.objectContaining(expected)));
