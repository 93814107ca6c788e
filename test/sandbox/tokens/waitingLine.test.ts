import { expect, it, onTestFinished } from 'vitest';
import { createSandbox } from '../../../src/sandbox';

function start(slots: number) {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  sandbox.capacity(slots);
  const { getToken } = sandbox.providerProps;
  const ask = (ticket?: string) => getToken({ purpose: 'session', ticket });
  const ticketOf = ({ ticket = '' }: { ticket?: string }) => ticket;
  const report = (ticket: string, event: 'started' | 'alive' | 'ended' | 'limit_reached') =>
    getToken({ purpose: 'session', ticket, event });
  return { sandbox, ask, ticketOf, report };
}

it("without a line, a token doesn't mention one", async () => {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  const { getToken } = sandbox.providerProps;
  for (const token of [await getToken(), await getToken({ purpose: 'session' })]) {
    expect(token).not.toHaveProperty('line');
    expect(token).not.toHaveProperty('ticket');
  }
});

it('says that it has a line, and admits as many as it has slots', async () => {
  const { sandbox, ask, ticketOf, report } = start(1);
  await expect(sandbox.providerProps.getToken()).resolves.toMatchObject({ line: true });
  const ada = await ask();
  expect(ada).toMatchObject({ apiKey: expect.stringMatching(/^ek_/), ticket: expect.any(String) });
  const bob = await ask();
  expect(bob).toMatchObject({ queued: { position: 1, size: 1 }, retrySeconds: 1 });
  await expect(ask(ticketOf(ada))).resolves.toHaveProperty('apiKey');
  await report(ticketOf(ada), 'limit_reached');
  await expect(ask(ticketOf(bob))).resolves.toMatchObject({ queued: { position: 2, size: 2 } });
  await report(ticketOf(ada), 'ended');
  await expect(ask(ticketOf(bob))).resolves.toHaveProperty('apiKey');
});

it('forgets silent pages: after 45 s before a session, 90 s in it, 30 s in line', async () => {
  const { sandbox, ask, ticketOf, report } = start(1);
  const ada = await ask();
  sandbox.advanceClock(46_000);
  const bob = await ask();
  expect(bob).toHaveProperty('apiKey');
  await report(ticketOf(bob), 'started');
  sandbox.advanceClock(89_000);
  await expect(ask(ticketOf(ada))).resolves.toMatchObject({ queued: { position: 1 } });
  const eve = await ask();
  sandbox.advanceClock(31_000);
  await expect(ask(ticketOf(eve))).resolves.toHaveProperty('apiKey');
});

it('is gone with `capacity(Infinity)` and with `reset`, even for those who wait', async () => {
  for (const end of ['capacity', 'reset'] as const) {
    const { sandbox, ask, ticketOf } = start(1);
    await ask();
    const waiting = await ask();
    sandbox[end](Number.POSITIVE_INFINITY);
    await expect(ask(ticketOf(waiting))).resolves.toHaveProperty('apiKey');
  }
});
