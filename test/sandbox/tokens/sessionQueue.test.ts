import { expect, it } from 'vitest';
import { createSessionQueue } from '../../../src/sandbox/tokens/sessionQueue';

function start(slots: number) {
  const state = { slots, now: 0 };
  const sessions: { all: object[]; open: object[] } = { all: [], open: [] };
  const answer = createSessionQueue({
    ...{ id: 'main', key: 'qk_1', sessions },
    ...{ slots: () => state.slots, now: () => state.now },
  });
  const call = async (method: string, path: string, key = 'qk_1') => {
    const headers = { 'x-queue-key': key };
    const response = answer(new Request(`https://api.invalid/v1/queues/${path}`, { method, headers }));
    return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
  };
  const join = async (): Promise<string> => (await call('POST', 'main/tickets')).body.ticketId;
  const poll = async (ticket: string) => (await call('POST', `main/tickets/${ticket}/poll`)).body;
  const leave = (ticket: string) => call('DELETE', `main/tickets/${ticket}`);
  const begin = () => {
    const session = {};
    sessions.all.push(session);
    sessions.open.push(session);
    return () => void sessions.open.splice(sessions.open.indexOf(session), 1);
  };
  return { state, call, join, poll, leave, begin };
}

it('lets in as many as it has slots, in the order in which they came', async () => {
  const { join, poll, begin } = start(1);
  const [ada, bob, eve] = [await join(), await join(), await join()];
  expect(await poll(bob)).toEqual({ state: 'waiting', position: 2, queueSize: 3 });
  expect(await poll(ada)).toEqual({ state: 'granted', claimSecondsLeft: 45 });
  expect(await poll(bob)).toEqual({ state: 'waiting', position: 1, queueSize: 2 });
  const end = begin();
  // A session that runs keeps its slot.
  expect(await poll(bob)).toMatchObject({ state: 'waiting', position: 1 });
  expect(await poll(eve)).toMatchObject({ state: 'waiting', position: 2 });
  end();
  expect(await poll(eve)).toMatchObject({ state: 'waiting' });
  expect(await poll(bob)).toMatchObject({ state: 'granted' });
  expect(await poll(eve)).toMatchObject({ state: 'waiting', position: 1 });
});

it('gives a slot to the next if nobody connects within 45 s, or if its ticket leaves', async () => {
  const { state, join, poll, leave } = start(1);
  const [ada, bob, eve] = [await join(), await join(), await join()];
  await poll(ada);
  state.now = 29_000;
  for (const ticket of [bob, eve]) expect(await poll(ticket)).toMatchObject({ state: 'waiting' });
  state.now = 45_000;
  expect(await poll(bob)).toMatchObject({ state: 'granted' });
  expect((await leave(bob)).status).toBe(204);
  expect(await poll(eve)).toMatchObject({ state: 'granted' });
});

it('forgets a ticket that is not polled for 30 s', async () => {
  const { state, call, join, poll } = start(0);
  const [ada, bob] = [await join(), await join()];
  state.now = 20_000;
  expect(await poll(bob)).toMatchObject({ position: 2 });
  state.now = 30_000;
  expect(await poll(bob)).toMatchObject({ position: 1, queueSize: 1 });
  expect((await call('POST', `main/tickets/${ada}/poll`)).status).toBe(410);
});

it('moves the next one up when a ticket that waits leaves', async () => {
  const { call, join, poll, leave } = start(0);
  const [ada, bob] = [await join(), await join()];
  await leave(ada);
  expect(await poll(bob)).toMatchObject({ position: 1, queueSize: 1 });
  expect((await call('POST', `main/tickets/${ada}/poll`)).status).toBe(410);
});

it('answers only for its own queue and key', async () => {
  const { call } = start(1);
  expect((await call('POST', 'other/tickets')).status).toBe(404);
  expect((await call('POST', 'main/tickets', 'qk_2')).status).toBe(401);
  expect((await call('GET', 'main/tickets')).status).toBe(404);
  expect((await call('POST', 'main/unknown')).status).toBe(404);
});
