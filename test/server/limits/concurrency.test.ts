import { get } from 'node:http';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import {
  type ConcurrencyOptions,
  createMemoryStore,
  createProxyHandler,
  createTokenHandler,
  type ServerEvent,
} from '../../../src/server';
import { type Decart, json, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { serve } from '../support/listen';

const events: ServerEvent[] = [];
let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  events.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

const common = () => ({
  authorize: (request: Request) => request.headers.get('x-user'),
  apiKey: KEY,
  baseUrl: decart.url,
  onEvent: (event: ServerEvent) => void events.push(event),
});

async function start(concurrency: ConcurrencyOptions | false | undefined) {
  const app = await serve(createProxyHandler({ ...common(), concurrency }));
  onTestFinished(app.close);
  return {
    ...app,
    ask: (user: string, path = '/v1/jobs/lucy-2.5') =>
      fetch(`${app.url}/api/decart${path}`, { method: 'POST', headers: { 'x-user': user } }),
  };
}

/** Lets the next calls wait at Decart until they are released. */
function hold(calls: number) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holdNext = (left: number) =>
    decart.next(async (request, response) => {
      request.resume();
      if (left > 1) holdNext(left - 1);
      await released;
      json(response, 200, { status: 'pending' });
    });
  holdNext(calls);
  return release;
}

it('more simultaneous calls than a user may have are refused, until one of them is over', async () => {
  const app = await start({ perUser: 2 });
  const release = hold(2);
  const running = [app.ask('ada'), app.ask('ada')];
  await eventually(() => expect(decart.received).toHaveLength(2));

  const refused = await app.ask('ada');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  await expect(refused.json()).resolves.toMatchObject({ code: 'RATE_LIMITED' });
  expect((await app.ask('bob')).status).toBe(200);

  release();
  expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await app.ask('ada')).status).toBe(200);
});

it('more simultaneous calls than all users together may have are refused', async () => {
  const app = await start({ perUser: 5, total: 2 });
  const release = hold(2);
  const running = [app.ask('ada'), app.ask('bob')];
  await eventually(() => expect(decart.received).toHaveLength(2));
  expect((await app.ask('eve')).status).toBe(429);
  release();
  await Promise.all(running);
  expect((await app.ask('eve')).status).toBe(200);
});

it('a video that is still loading counts, and one whose client has disconnected does not', async () => {
  const app = await start({ perUser: 1 });
  const { job_id } = await (await app.ask('ada')).json();
  decart.next((_, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1_000_000 });
    response.write('the first part');
  });
  const watching = get(`${app.url}/api/decart/v1/jobs/${job_id}/content`, {
    headers: { 'x-user': 'ada' },
    agent: false,
  });
  watching.on('error', () => {});
  await new Promise((resolve) => watching.on('response', (answer) => answer.once('data', resolve)));
  expect((await app.ask('ada')).status).toBe(429);
  watching.destroy();
  await eventually(async () => expect((await app.ask('ada')).status).toBe(200));
});

it('a call that fails releases its place', async () => {
  const app = await start({ perUser: 1 });
  for (const status of [422, 500]) {
    decart.next((request, response) => {
      request.resume();
      json(response, status, { detail: 'no' });
    });
    expect((await app.ask('ada')).status).toBe(status);
  }
  expect((await app.ask('ada', '/v1/unknown')).status).toBe(404);
  expect((await app.ask('ada')).status).toBe(200);
});

it('a sign of life that is late does not count a call that is over', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const memory = createMemoryStore();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const keepCall = vi.fn(async (...call: Parameters<typeof memory.keepCall>) => {
    await arrived;
    memory.keepCall(...call);
  });
  const app = await start({ perUser: 1, store: { ...memory, keepCall } });
  const release = hold(1);
  const first = app.ask('ada');
  await eventually(() => expect(decart.received).toHaveLength(1));
  vi.advanceTimersByTime(20_000);
  expect(keepCall).toHaveBeenCalledOnce();
  release();
  await (await first).text();
  arrive();
  await eventually(async () => expect((await app.ask('ada')).status).toBe(200));
});

it('a store that counts a call and then fails does not keep its place', async () => {
  const memory = createMemoryStore();
  let failures = 1;
  const enterCall = async (...call: Parameters<typeof memory.enterCall>) => {
    const result = memory.enterCall(...call);
    if (failures-- > 0) throw new Error("Redis didn't answer within 2000 ms.");
    return result;
  };
  const app = await start({ perUser: 1, store: { ...memory, enterCall } });
  expect((await app.ask('ada')).status).toBe(503);
  expect((await app.ask('ada')).status).toBe(200);
});

it('there is a default limit, which can be switched off', async () => {
  for (const [concurrency, refused] of [
    [undefined, 1],
    [false, 0],
  ] as const) {
    decart.received.length = 0;
    const app = await start(concurrency);
    const release = hold(201 - refused);
    const calls = Array.from({ length: 201 }, () => app.ask('ada'));
    await eventually(() => expect(decart.received.length).toBe(201 - refused));
    release();
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(refused);
  }
});

it('clients without an address cannot lock out each other', async () => {
  const handler = createTokenHandler({ ...common(), authorize: 'public', concurrency: { perUser: 1 } });
  const ask = () =>
    handler(new Request('https://app.example/token', { method: 'POST', headers: { host: 'app.example' } }));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  expect((await Promise.all([ask(), ask()])).map(({ status }) => status)).toEqual([200, 200]);
});

it.each([undefined, {}, true, 'OK'])(
  'a store that answers %j to a call lets nobody in, and the log says why',
  async (answer) => {
    const log: string[] = [];
    const store: object = { enterCall: () => answer, keepCall() {}, leaveCall() {} };
    const concurrency = { total: 5, store: Object.assign(createMemoryStore(), store) };
    const logger = { error: (...what: unknown[]) => void log.push(inspect(what)) };
    const app = await serve(createProxyHandler({ ...common(), concurrency, logger }));
    onTestFinished(app.close);
    const { status } = await fetch(`${app.url}/api/decart/v1/jobs/lucy-2.5`, {
      method: 'POST',
      headers: { 'x-user': 'ada' },
    });
    expect(status).toBe(500);
    expect(decart.received).toHaveLength(0);
    expect(log.join()).toContain('`enterCall` of the `store`');
  },
);
