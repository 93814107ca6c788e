import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/server';
import { json } from '../support/decart';
import { eventually } from '../support/eventually';
import { decart, events, logged, start, startClock } from './startGate';

it('the first user gets a token, the next a place in line, and its turn when the first has ended', async () => {
  const { ask, withTicket, stats } = await start();
  const ada = await ask('ada');
  expect(ada).toMatchObject({ status: 200, json: { expiresIn: 45, aliveSeconds: 15 } });
  expect(decart.last().json).toMatchObject({
    expiresIn: 45,
    constraints: { realtime: { maxSessionDuration: 600 } },
  });
  await withTicket('ada', ada.json.ticket, 'started');
  const bob = await ask('bob');
  expect(bob.status).toBe(202);
  expect(bob.json).toEqual({
    queued: { position: 1, size: 1 },
    ticket: expect.any(String),
    retrySeconds: 2,
  });
  expect(await ask('eve')).toMatchObject({ status: 202, json: { queued: { position: 2, size: 2 } } });
  await expect(stats()).resolves.toEqual({ capacity: 1, active: 1, waiting: 2, meanSeconds: undefined });

  expect(await withTicket('ada', ada.json.ticket, 'ended')).toMatchObject({ status: 204 });
  expect(await withTicket('bob', bob.json.ticket)).toMatchObject({ status: 200 });
  expect(decart.received).toHaveLength(2);
  await eventually(() =>
    expect(events.map(({ action }) => action)).toEqual([
      ...['token.create', 'session.report', 'session.wait', 'session.wait', 'session.report', 'token.create'],
    ]),
  );
});

it('a renewal takes no second slot, and leaves the rest of the session', async () => {
  const clock = startClock();
  const { ask, withTicket, stats } = await start({ store: clock.store });
  const { json } = await ask('ada');
  await withTicket('ada', json.ticket, 'started');
  clock.pass(60_000);
  expect(await withTicket('ada', json.ticket)).toMatchObject({ status: 200 });
  expect(decart.last().json).toMatchObject({ constraints: { realtime: { maxSessionDuration: 540 } } });
  await expect(stats()).resolves.toMatchObject({ active: 1 });
});

it('a slot is free again when nobody connects, when a session is silent, and when its time is over', async () => {
  const clock = startClock();
  const { ask, withTicket } = await start({ store: clock.store });
  await ask('ada');
  clock.pass(45_000);
  const bob = await ask('bob');
  expect(bob.status).toBe(200);
  await withTicket('bob', bob.json.ticket, 'started');
  clock.pass(89_000);
  expect(await withTicket('bob', bob.json.ticket, 'alive')).toMatchObject({ status: 204 });
  expect((await ask('eve')).status).toBe(202);
  clock.pass(90_000);
  expect((await ask('zoe')).status).toBe(200);
  expect(await withTicket('bob', bob.json.ticket, 'alive')).toMatchObject({ status: 410 });
});

it('a page that does not poll for 30 s leaves the line, and gets its old place back if it returns', async () => {
  const clock = startClock();
  const { ask, withTicket } = await start({ store: clock.store });
  const ada = await ask('ada');
  await withTicket('ada', ada.json.ticket, 'started');
  const bob = await ask('bob');
  clock.pass(30_000);
  const eve = await ask('eve');
  expect(eve.json.queued).toEqual({ position: 1, size: 1 });
  expect((await withTicket('bob', bob.json.ticket)).json.queued).toEqual({ position: 1, size: 2 });
  expect((await withTicket('eve', eve.json.ticket)).json.queued).toEqual({ position: 2, size: 2 });
});

it('estimates the wait, once a session has ended', async () => {
  const clock = startClock();
  const { ask, withTicket } = await start({ store: clock.store, capacity: 2 });
  const ada = await ask('ada');
  await withTicket('ada', ada.json.ticket, 'started');
  clock.pass(60_000);
  await withTicket('ada', ada.json.ticket, 'ended');
  await ask('ada');
  await ask('bob');
  expect((await ask('eve')).json.queued).toEqual({ position: 1, size: 1, estimatedSeconds: 30 });
});

it('a user whose own session is running waits for it, and delays nobody', async () => {
  const { ask } = await start({ capacity: 2, perUser: 1 });
  await ask('ada');
  expect((await ask('ada')).json.queued).toEqual({ position: 1, size: 1, reason: 'own' });
  expect((await ask('bob')).status).toBe(200);
});

it('one user cannot fill the line', async () => {
  const { ask } = await start({ perUser: 1 });
  for (let tab = 0; tab < 11; tab += 1) await ask('ada');
  expect(await ask('ada')).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED' } });
  expect((await ask('bob')).json.queued.position).toBe(11);
});

it('a user who has a slot but is refused by Decart is first in line', async () => {
  const { ask, withTicket } = await start();
  const ada = await ask('ada');
  await ask('bob');
  const back = await withTicket('ada', ada.json.ticket, 'limit_reached');
  expect(back).toMatchObject({ status: 202, json: { queued: { position: 1, size: 2 }, retrySeconds: 2 } });
  expect((await ask('bob')).status).toBe(202);
  expect((await withTicket('ada', back.json.ticket)).status).toBe(200);
});

it("when Decart doesn't create a token, nobody waits behind their own failed try", async () => {
  const { ask, stats } = await start();
  decart.next((_, response) => json(response, 503, { detail: 'No.' }));
  expect((await ask('ada')).status).toBe(502);
  await expect(stats()).resolves.toMatchObject({ active: 0, waiting: 0 });
  expect((await ask('ada')).status).toBe(200);
});

it('a user who stops while the token is minted can start again at once', async () => {
  const { ask, stats } = await start();
  const stop = new AbortController();
  decart.next(() => stop.abort());
  await expect(ask('ada', {}, stop.signal)).rejects.toThrow();
  await eventually(() => expect(stats()).resolves.toMatchObject({ active: 0, waiting: 0 }));
  expect((await ask('ada')).status).toBe(200);
});

it('a user who stops while the store is slow can start again at once', async () => {
  const { store } = startClock();
  const stop = new AbortController();
  const slow: typeof store = {
    ...store,
    async line(name, step) {
      const answer = await store.line(name, step);
      if (step.user === 'user:ada' && !stop.signal.aborted) {
        stop.abort();
        // Until the server has noticed.
        await eventually(() => expect(events).not.toEqual([]));
      }
      return answer;
    },
  };
  const { ask, stats } = await start({ store: slow });
  await expect(ask('ada', {}, stop.signal)).rejects.toThrow();
  await eventually(() => expect(stats()).resolves.toMatchObject({ active: 0, waiting: 0 }));
  expect((await ask('ada')).status).toBe(200);
});

it('a user whose place is decided by a store that then fails can start again at once', async () => {
  const { store } = startClock();
  let failures = 1;
  const failing: typeof store = {
    ...store,
    async line(name, step) {
      const answer = await store.line(name, step);
      if (step.action === 'poll' && failures-- > 0) throw new Error("Redis didn't answer within 2000 ms.");
      return answer;
    },
  };
  const { ask, withTicket, stats } = await start({ store: failing });
  expect((await ask('ada')).status).toBe(503);
  await eventually(() => expect(stats()).resolves.toMatchObject({ active: 0, waiting: 0 }));
  await ask('ada');
  const bob = await ask('bob');
  failures = 1;
  expect((await withTicket('bob', bob.json.ticket)).status).toBe(503);
  expect((await withTicket('bob', bob.json.ticket)).json.queued).toEqual({ position: 1, size: 1 });
});

it('a page that reports a session while its ticket waits learns that it has no slot', async () => {
  const { ask, withTicket } = await start();
  await ask('ada');
  const bob = await ask('bob');
  expect((await withTicket('bob', bob.json.ticket, 'started')).status).toBe(410);
  expect((await withTicket('bob', bob.json.ticket, 'alive')).status).toBe(410);
  expect((await withTicket('bob', bob.json.ticket, 'ended')).status).toBe(204);
});

it("a user who has waited stays first in line if Decart doesn't create a token", async () => {
  const { ask, withTicket, stats } = await start();
  const ada = await ask('ada');
  const bob = await ask('bob');
  await ask('eve');
  await withTicket('ada', ada.json.ticket, 'ended');
  decart.next((_, response) => json(response, 503, { detail: 'No.' }));
  expect((await withTicket('bob', bob.json.ticket)).status).toBe(502);
  await expect(stats()).resolves.toMatchObject({ active: 0, waiting: 2 });
  expect((await ask('eve')).status).toBe(202);
  expect((await withTicket('bob', bob.json.ticket)).status).toBe(200);
});

it("reports that Decart didn't create a token, even if the store then fails or never answers", async () => {
  const { store } = startClock();
  const failures = [
    () => {
      throw new Error('connect ECONNREFUSED');
    },
    () => new Promise<never>(() => {}),
  ];
  for (const fail of failures) {
    const broken: typeof store = {
      ...store,
      line: (name, step) => (step.action === 'poll' ? store.line(name, step) : fail()),
    };
    const { ask } = await start({ store: broken, capacity: 3 });
    decart.next((_, response) => json(response, 503, { detail: 'No.' }));
    expect((await ask('ada')).status).toBe(502);
    expect(logged.join()).toContain("couldn't be released");
    logged.length = 0;
  }
});

it('a renewal that Decart refuses does not cost the slot', async () => {
  const { ask, withTicket, stats } = await start();
  const ada = await ask('ada');
  await withTicket('ada', ada.json.ticket, 'started');
  decart.next((_, response) => json(response, 503, { detail: 'No.' }));
  expect((await withTicket('ada', ada.json.ticket)).status).toBe(502);
  await expect(stats()).resolves.toMatchObject({ active: 1, waiting: 0 });
});

it('while the store is down, nobody is let in', async () => {
  const line = () => Promise.reject(new Error('connect ECONNREFUSED'));
  const { ask } = await start({ store: { line, countLine: line } });
  const refused = await ask('ada');
  expect(refused).toMatchObject({ status: 503, json: { code: 'UNAVAILABLE' } });
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(decart.received).toEqual([]);
  expect(logged.join()).toContain('ECONNREFUSED');
});

describe('what a token is for', () => {
  it('one for images takes no slot, and is almost useless for a session', async () => {
    const { ask, stats } = await start();
    await ask('ada');
    expect((await ask('bob', { 'x-decart-purpose': 'request' })).status).toBe(200);
    expect(decart.last().json).toMatchObject({ constraints: { realtime: { maxSessionDuration: 10 } } });
    await expect(stats()).resolves.toMatchObject({ active: 1, waiting: 0 });
  });

  it('a page that only prepares takes no slot', async () => {
    const { ask, stats } = await start();
    expect(await ask('ada', { 'x-decart-purpose': 'prepare' })).toMatchObject({ status: 204 });
    expect(decart.received).toEqual([]);
    await expect(stats()).resolves.toMatchObject({ active: 0, waiting: 0 });
  });

  it('any other value is an error that names it', async () => {
    const { ask } = await start();
    for (const headers of [{ 'x-decart-purpose': 'fun' }, { 'x-decart-event': 'toString' }]) {
      expect(await ask('ada', headers)).toMatchObject({ status: 400, json: { code: 'INVALID_INPUT' } });
    }
    expect(decart.received).toEqual([]);
  });
});

it("the app's own limits apply if they are lower", async () => {
  const tokenOptions = { expiresIn: 20, constraints: { realtime: { maxSessionDuration: 120 } } };
  const { ask } = await start({}, { tokenOptions });
  await ask('ada');
  expect(decart.last().json).toMatchObject(tokenOptions);
});

describe("an app's own store that returns an invalid result", () => {
  // What an app in JavaScript may return.
  const answers: unknown[] = [undefined, null, {}, true, 'slot', { state: 'Slot' }, { state: 'slot' }];

  it.each(answers)('lets nobody in, and the log says why: %j', async (answer) => {
    const store: object = { line: () => answer, countLine: () => ({ size: 0, taken: 0, mean: 0 }) };
    const { ask } = await start({ store: Object.assign(createMemoryStore(), store) });
    expect((await ask('ada')).status).toBe(503);
    expect(decart.received).toHaveLength(0);
    expect(logged).not.toEqual([]);
  });

  it.each(answers)('after nobody waits for it any more: the process survives (%j)', async (answer) => {
    let asked = 0;
    const line = () =>
      new Promise((resolve) => {
        asked += 1;
        setTimeout(() => resolve(answer), 150);
      });
    const store: object = { line };
    const { ask } = await start(
      { store: Object.assign(createMemoryStore(), store) },
      { timeouts: { hooks: 50 } },
    );
    expect((await ask('ada')).status).toBe(503);
    // The place that it may have given out is returned.
    await eventually(() => expect(asked).toBe(2));
  });
});
