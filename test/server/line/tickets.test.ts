import type { CreateTokenOptions } from '@decartai/sdk';
import { describe, expect, it } from 'vitest';
import type { SessionsOptions } from '../../../src/server';
import { decart, start, startClock } from './startGate';

it("another user's ticket, and a forged one, counts as new and goes to the end", async () => {
  const { ask, withTicket } = await start();
  const ada = await ask('ada');
  const bob = await ask('bob');
  for (const ticket of [
    ada.json.ticket,
    bob.json.ticket,
    `${bob.json.ticket}x`,
    'x.y',
    '.',
    'x'.repeat(5000),
  ]) {
    const eve = await withTicket('eve', ticket);
    expect(eve).toMatchObject({ status: 202 });
    expect(eve.json.queued.position).toBeGreaterThan(1);
  }
  // Nor does it end anybody's session.
  await withTicket('eve', ada.json.ticket, 'ended');
  expect((await withTicket('bob', bob.json.ticket)).status).toBe(202);
});

it('a ticket of another line counts as new and goes to the end', async () => {
  const photos = await start({ name: 'photos' });
  const videos = await start({ name: 'videos' });
  const ada = await photos.ask('ada');
  await videos.ask('bob');
  await videos.ask('eve');
  expect((await videos.withTicket('ada', ada.json.ticket)).json.queued.position).toBe(2);
});

it.each(['.x', '.', '.x.y', 'x'])(
  'a ticket with %j added to it only gets a place at the end',
  async (end) => {
    const { ask, withTicket } = await start();
    await ask('ada');
    const bob = await ask('bob');
    await ask('eve');
    expect((await withTicket('bob', `${bob.json.ticket}${end}`)).json.queued.position).toBe(3);
  },
);

it('a used ticket counts as new and goes to the end', async () => {
  const { ask, withTicket } = await start();
  const ada = await ask('ada');
  const bob = await ask('bob');
  await withTicket('ada', ada.json.ticket, 'ended');
  expect((await withTicket('ada', ada.json.ticket)).json.queued.position).toBe(2);
  expect((await withTicket('bob', bob.json.ticket)).status).toBe(200);
});

it('a used ticket still counts as new when a long session could still run', async () => {
  const { store, pass } = startClock();
  const { ask, withTicket } = await start({ maxDurationSeconds: 86_400, store });
  const ada = await ask('ada');
  await withTicket('ada', ada.json.ticket, 'ended');
  pass(2 * 3_600_000);
  await ask('bob');
  await ask('eve');
  expect((await withTicket('ada', ada.json.ticket)).json.queued.position).toBe(2);
});

/** How many seconds the last token's session may last. */
function seconds(): unknown {
  return (decart.last().json as CreateTokenOptions).constraints?.realtime?.maxSessionDuration;
}

describe('a session that ran and reports that the service refused it', () => {
  async function refused(options: Partial<SessionsOptions> = {}) {
    const { store, pass } = startClock();
    const gate = await start({ maxDurationSeconds: 600, store, ...options });
    const ada = await gate.ask('ada');
    await gate.withTicket('ada', ada.json.ticket, 'started');
    for (let minute = 0; minute < 5; minute += 1) {
      pass(60_000);
      await gate.withTicket('ada', ada.json.ticket, 'alive');
    }
    const bob = await gate.ask('bob');
    const back = await gate.withTicket('ada', ada.json.ticket, 'limit_reached');
    expect(back.json.queued).toMatchObject({ position: 1, size: 2 });
    return { ...gate, pass, ticket: String(back.json.ticket), bob: String(bob.json.ticket) };
  }

  it('continues with the time that it had left', async () => {
    const { withTicket, ticket, pass } = await refused();
    pass(20_000);
    const again = await withTicket('ada', ticket);
    expect(again.status).toBe(200);
    expect(seconds()).toBe(280);
    // Saying that it has begun doesn't make it last longer either.
    await withTicket('ada', again.json.ticket, 'started');
    pass(80_000);
    await withTicket('ada', again.json.ticket, 'alive');
    pass(80_000);
    await withTicket('ada', again.json.ticket);
    expect(seconds()).toBe(120);
  });

  it('is at the end of the line when its time is over', async () => {
    const { withTicket, ticket, bob, pass } = await refused({ silenceSeconds: 1000 });
    pass(331_000);
    expect((await withTicket('ada', ticket)).json.queued).toMatchObject({ position: 2, size: 2 });
    expect((await withTicket('bob', bob)).status).toBe(200);
    expect(seconds()).toBe(600);
  });

  it('is at the end of the line when it did not ask for 30 s', async () => {
    const { ask, withTicket, ticket, bob, pass } = await refused();
    pass(15_000);
    // Only one slot is free, and it is ada's turn.
    expect((await withTicket('bob', bob)).status).toBe(202);
    pass(16_000);
    expect((await withTicket('bob', bob)).status).toBe(200);
    await ask('eve');
    expect((await withTicket('ada', ticket)).json.queued).toMatchObject({ position: 2, size: 2 });
  });
});

it('after the store lost its data, nobody has more sessions than one user may have', async () => {
  const { store, pass, loseData } = startClock();
  const { ask, withTicket, stats } = await start({ capacity: 3, perUser: 1, store });
  const crashed = await ask('ada');
  pass(46_000);
  const running = await ask('ada');
  expect(running.status).toBe(200);
  await withTicket('ada', running.json.ticket, 'started');
  loseData();
  expect((await withTicket('ada', running.json.ticket, 'alive')).status).toBe(204);
  expect((await withTicket('ada', crashed.json.ticket, 'alive')).status).toBe(410);
  await expect(stats()).resolves.toMatchObject({ active: 1 });
});
