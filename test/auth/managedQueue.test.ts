import { expect, it, onTestFinished, vi } from 'vitest';
import type { SessionQueue } from '../../src/auth/managedQueue';
import { createClientCore } from '../../src/client/createClientCore';
import { type Answer, startServer } from '../support/httpServer';

type Reply = (path: string, method: string) => Answer;

/** A page with Decart's queue, simulated by a real server. */
async function start(reply: Reply, queue: Partial<SessionQueue> = {}, getToken?: () => Promise<never>) {
  const server = await startServer(({ url, method }) => reply(url, method));
  onTestFinished(server.close);
  let tokens = 0;
  const core = createClientCore({
    async getToken() {
      await getToken?.();
      tokens += 1;
      return { apiKey: `ek_${tokens}`, expiresIn: 60 };
    },
    sessionQueue: { url: server.url, id: 'main', key: 'pk_1', ...queue },
  });
  const { signal } = new AbortController();
  return {
    server,
    line: core.line,
    ask: (ticket?: string) => core.line.ask(ticket, signal),
    calls: () => server.requests.map(({ method, url }) => `${method} ${url}`),
    tokens: () => tokens,
  };
}

/** A queue that lets a ticket in when `turn` says so. */
function queueOf(turn: (ticket: string) => boolean): Reply {
  let last = 0;
  return (path) => {
    if (path.endsWith('/tickets')) {
      last += 1;
      return { json: { ticketId: `t${last}`, position: last } };
    }
    const ticket = path.split('/').at(-2) ?? '';
    const waiting = { state: 'waiting', position: 3, queueSize: 7 };
    return { json: turn(ticket) ? { state: 'granted', claimSecondsLeft: 45 } : waiting };
  };
}

it('waits in line, and fetches a token when its turn has come', async () => {
  let isTurn = false;
  const { line, ask, calls, server, tokens } = await start(queueOf(() => isTurn));
  expect(line.exists()).toBe(true);
  const queued = await ask();
  expect(queued).toEqual({ ticket: 't1', queued: { position: 3, size: 7 }, retrySeconds: 2 });
  expect(tokens()).toBe(0);
  isTurn = true;
  expect(await ask('t1')).toMatchObject({ apiKey: 'ek_1', ticket: 't1' });
  expect(calls()).toEqual([
    'POST /v1/queues/main/tickets',
    'POST /v1/queues/main/tickets/t1/poll',
    'POST /v1/queues/main/tickets/t1/poll',
  ]);
  for (const { headers } of server.requests) expect(headers['x-queue-key']).toBe('pk_1');
});

it('a reconnect requests only a token', async () => {
  const { ask, calls } = await start(queueOf(() => true));
  await ask();
  const before = calls().length;
  expect(await ask('t1')).toMatchObject({ apiKey: 'ek_2', ticket: 't1' });
  expect(calls()).toHaveLength(before);
});

it('joins again when Decart refuses the session, and when the ticket is gone', async () => {
  const gone = new Set<string>();
  const queue = queueOf(() => true);
  const { line, ask, calls } = await start((path, method) =>
    [...gone].some((ticket) => path.endsWith(`${ticket}/poll`)) ? { status: 410 } : queue(path, method),
  );
  await ask();
  line.report('t1', 'limit_reached');
  expect(await ask('t1')).toMatchObject({ ticket: 't2' });
  await expect.poll(calls).toContain('DELETE /v1/queues/main/tickets/t1');
  line.report('t2', 'limit_reached');
  gone.add('t3');
  expect(await ask('t2')).toMatchObject({ ticket: 't4' });
});

it('leaves the line when it stops', async () => {
  const { line, ask, calls } = await start(queueOf(() => false));
  await ask();
  line.report('t1', 'ended');
  await expect.poll(calls).toContain('DELETE /v1/queues/main/tickets/t1');
});

it.each<[string, Reply]>([
  ['has an error', () => ({ status: 500 })],
  ['does not know the queue', () => ({ status: 404 })],
  ['answers with a page', () => ({ text: '<html>' })],
  ['answers something else', () => ({ json: { ok: true } })],
])('connects directly when the queue %s', async (_, reply) => {
  const { ask, tokens } = await start(reply);
  expect(await ask()).toMatchObject({ apiKey: 'ek_1' });
  expect(tokens()).toBe(1);
});

it('connects directly when nobody answers', async () => {
  const { ask, server } = await start(queueOf(() => false));
  await server.close();
  expect(await ask()).toMatchObject({ apiKey: 'ek_1' });
});

it('polls again when the queue goes away, then connects directly, and leaves it at the end', async () => {
  let isDown = false;
  const queue = queueOf(() => false);
  const { line, ask, calls } = await start((path, method) =>
    isDown ? { status: 503 } : queue(path, method),
  );
  await ask();
  isDown = true;
  await expect(ask('t1')).rejects.toMatchObject({ retryable: true });
  const later = performance.now() + 11_000;
  vi.spyOn(performance, 'now').mockImplementation(() => later);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await ask('t1')).toMatchObject({ apiKey: 'ek_1', ticket: 't1' });
  line.report('t1', 'ended');
  await expect.poll(calls).toContain('DELETE /v1/queues/main/tickets/t1');
});

it('returns a place that the page never learned about if no token comes', async () => {
  const { line, calls } = await start(
    queueOf(() => true),
    {},
    () => Promise.reject(new Error('no session')),
  );
  await expect(line.ask(undefined, new AbortController().signal)).rejects.toThrow('no session');
  await expect.poll(calls).toContain('DELETE /v1/queues/main/tickets/t1');
});

it('a start that is cancelled requests no token', async () => {
  const { line, tokens, calls } = await start(() => ({ hang: true }));
  const stop = new AbortController();
  const asking = line.ask(undefined, stop.signal);
  await expect.poll(calls).toHaveLength(1);
  stop.abort(new Error('stopped'));
  await expect(asking).rejects.toThrow('stopped');
  expect(tokens()).toBe(0);
});

it('says that the queue is full', async () => {
  const { ask } = await start(() => ({ status: 429, json: { error: 'queue_full' } }));
  await expect(ask()).rejects.toMatchObject({ code: 'AT_CAPACITY', status: 429, retryable: false });
});

it.each([
  [{ id: '' }, 'sessionQueue.id'],
  [{ key: undefined }, 'sessionQueue.key'],
  [{ url: 'api.decart.ai' }, 'sessionQueue.url'],
])('refuses %j', async (queue, name) => {
  const sessionQueue = { id: 'main', key: 'pk_1', ...queue };
  const create = () => Reflect.apply(createClientCore, undefined, [{ getToken: '/token', sessionQueue }]);
  expect(create).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', message: expect.stringContaining(name) }),
  );
});
