import { expect, it, onTestFinished, vi } from 'vitest';
import { json, KEY } from '../support/decart';
import { eventually } from '../support/eventually';
import { decart, events, logged, start, startClock } from './startGate';

it("uses the account's limit from Decart, and admits nobody while it is unknown", async () => {
  const { ask } = await start({ capacity: 'quota' });
  decart.next((_, response) => json(response, 500, {}));
  expect((await ask('ada')).status).toBe(503);
  decart.next((request, response) => {
    expect(request.url).toBe('/v1/realtime/quota');
    json(response, 200, { limit: 2, active: 0, remaining: 2 });
  });
  const statuses = [];
  for (const user of ['ada', 'bob', 'eve']) statuses.push((await ask(user)).status);
  expect(statuses).toEqual([200, 200, 202]);
});

const QUOTA = '/v1/realtime/quota';
const questions = () => decart.received.filter(({ url }) => url === QUOTA);
const say = (limit: number) => decart.next((_, response) => json(response, 200, { limit }));

it('asks once, however many come at the same time', async () => {
  let asked = 0;
  const authorize = (request: Request) => {
    asked += 1;
    return request.headers.get('x-user');
  };
  const { ask } = await start({ capacity: 'quota' }, { authorize });
  const users = ['ada', 'bob', 'eve', 'kim'];
  decart.next(async (_, response) => {
    await eventually(() => expect(asked).toBe(users.length));
    json(response, 200, { limit: 3 });
  });
  const answers = await Promise.all(users.map((user) => ask(user)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 202]);
  expect(questions()).toHaveLength(1);
});

it('if the first client disconnects, the others still get the answer', async () => {
  const { ask } = await start({ capacity: 'quota' });
  const gone = new AbortController();
  decart.next(async (_, response) => {
    const second = ask('bob');
    gone.abort();
    // The server has noticed.
    await eventually(() => expect(events).toMatchObject([{ userId: 'ada', outcome: 'aborted' }]));
    json(response, 200, { limit: 1 });
    expect((await second).status).toBe(200);
    done = true;
  });
  let done = false;
  await expect(ask('ada', {}, gone.signal)).rejects.toThrow();
  await eventually(() => expect(done).toBe(true));
  expect(questions()).toHaveLength(1);
});

it('nobody waits for a new value, and the last one is used if none comes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { ask, stats } = await start({ capacity: 'quota' });
  say(1);
  expect((await ask('ada')).status).toBe(200);

  vi.advanceTimersByTime(11_000);
  let answer = () => {};
  decart.next((_, response) => {
    answer = () => json(response, 500, {});
  });
  expect((await ask('bob')).status).toBe(202);
  await eventually(() => expect(questions()).toHaveLength(2));
  answer();
  await eventually(() => expect(logged.join()).toContain("session limit couldn't be read"));
  expect((await ask('bob')).status).toBe(202);
  expect(questions()).toHaveLength(2);

  vi.advanceTimersByTime(11_000);
  say(5);
  await eventually(async () => {
    await ask('eve');
    await expect(stats()).resolves.toMatchObject({ capacity: 5 });
  });
  expect(questions()).toHaveLength(3);
});

it('each account has its own limit', async () => {
  const apiKey = (request: Request) => request.headers.get('x-key') ?? KEY;
  const { ask } = await start({ capacity: 'quota' }, { apiKey });
  say(2);
  expect((await ask('ada')).status).toBe(200);
  say(1);
  // The limit is one, and that slot is taken.
  expect((await ask('bob', { 'x-key': 'dct_another-account-key' })).status).toBe(202);
  expect(questions().map(({ headers }) => headers['x-api-key'])).toEqual([KEY, 'dct_another-account-key']);
});

it('a session ends, and keeps its slot, while the limit is unknown', async () => {
  const { store } = startClock();
  const first = await start({ capacity: 'quota', store });
  say(1);
  const ada = await first.ask('ada');
  const other = await start({ capacity: 'quota', store });
  expect((await other.withTicket('ada', ada.json.ticket, 'started')).status).toBe(204);
  expect((await other.withTicket('ada', ada.json.ticket, 'alive')).status).toBe(204);
  await expect(other.stats()).resolves.toMatchObject({ active: 1 });
  const back = await other.withTicket('ada', ada.json.ticket, 'limit_reached');
  expect(back.json.queued).toEqual({ position: 1, size: 1 });
  expect((await other.withTicket('ada', back.json.ticket, 'ended')).status).toBe(204);
  await expect(other.stats()).resolves.toMatchObject({ active: 0, waiting: 0 });
  expect(questions()).toHaveLength(1);
});

it('an account with no sessions makes everybody wait', async () => {
  const { ask } = await start({ capacity: 'quota' });
  say(0);
  const { status, json: body } = await ask('ada');
  expect({ status, queued: body.queued }).toEqual({ status: 202, queued: { position: 1, size: 1 } });
});

it('a runtime that stops after a response is asked to wait for the new limit', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const kept: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => void kept.push(promise);
  const { ask, stats } = await start({ capacity: 'quota' }, { onEvent: undefined, waitUntil });
  say(1);
  await ask('ada');
  expect(kept).toHaveLength(0);

  for (const [status, capacity] of [
    [500, 1],
    [200, 5],
  ] as const) {
    kept.length = 0;
    vi.advanceTimersByTime(11_000);
    decart.next((_, response) => json(response, status, { limit: capacity }));
    await ask('bob');
    expect(kept).toHaveLength(1);
    await kept[0];
    await ask('eve');
    await expect(stats()).resolves.toMatchObject({ capacity });
  }
});
