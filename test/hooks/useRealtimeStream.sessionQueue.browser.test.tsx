import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { renderStream } from '../support/renderStream';
import { replace } from '../support/replace';

const LIVE = { model: 'lucy-2.5', input: { width: 320, height: 180 }, autoStart: true } as const;
const URL_OF_QUEUE = 'https://queue.invalid';
const sessionQueue = { id: 'main', key: 'pk_1', url: URL_OF_QUEUE };

/** Decart's queue according to its description, reached through the page's own `fetch`. */
function startQueue() {
  const calls: string[] = [];
  const state = { position: 2, isDown: false };
  const network = globalThis.fetch;
  const answer = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = String(input);
    if (!url.startsWith(URL_OF_QUEUE)) return network(input, init);
    if (state.isDown) throw new TypeError('Failed to fetch');
    calls.push(`${init?.method} ${url.slice(URL_OF_QUEUE.length)}`);
    if (url.endsWith('/tickets')) return Response.json({ ticketId: 't1', position: state.position });
    const { position } = state;
    return Response.json(position > 0 ? { state: 'waiting', position, queueSize: 5 } : { state: 'granted' });
  };
  onTestFinished(replace(globalThis, 'fetch', answer));
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  return { calls, state, sandbox };
}

test('waits in Decart’s line with the camera off, and goes live when its turn has come', async () => {
  const { calls, state, sandbox } = startQueue();
  const view = renderStream(LIVE, { sandbox, sessionQueue });
  await view.reached('queued');
  expect(view.stream.queue).toMatchObject({ kind: 'line', position: 2, queueSize: 5 });
  expect(view.stream.localStream).toBeNull();
  state.position = 0;
  await view.reached('generating', 15_000);
  sandbox.closeSignaling();
  await view.reached('reconnecting');
  await view.reached('generating', 15_000);
  expect(calls.filter((call) => call.endsWith('/tickets'))).toHaveLength(1);
  await view.stream.stop();
  await expect.poll(() => calls).toContain('DELETE /v1/queues/main/tickets/t1');
  expect(view.errors).toEqual([]);
});

test('goes live directly where the line cannot be reached', async () => {
  const { state, sandbox } = startQueue();
  state.isDown = true;
  const view = renderStream(LIVE, { sandbox, sessionQueue });
  await view.reached('generating', 15_000);
  expect(view.statuses).not.toContain('queued');
  expect(view.errors).toEqual([]);
});

test('two players and one slot in the sandbox: the second goes live when the first has stopped', {
  tags: ['long'],
}, async () => {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  sandbox.capacity(1);
  const { sessionQueue } = sandbox;
  const ada = renderStream(LIVE, { sandbox, sessionQueue });
  await ada.reached('generating', 15_000);
  const bob = renderStream(LIVE, { sandbox, sessionQueue });
  await bob.reached('queued', 15_000);
  const eve = renderStream(LIVE, { sandbox, sessionQueue });
  await expect
    .poll(() => eve.stream.queue)
    .toMatchObject({
      ...{ kind: 'line', position: 2, queueSize: 2 },
    });
  expect(sandbox.sessions).toHaveLength(1);
  await ada.stream.stop();
  await bob.reached('generating', 15_000);
  await expect.poll(() => eve.stream.queue?.position).toBe(1);
  bob.unmount();
  await eve.reached('generating', 15_000);
  expect([ada, bob, eve].flatMap(({ errors }) => errors)).toEqual([]);
});

test('the sandbox plays a full queue, and one that is down', async () => {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  const { sessionQueue } = sandbox;
  sandbox.failRequests({ status: 429, path: '/v1/queues/sandbox/tickets' });
  const refused = renderStream(LIVE, { sandbox, sessionQueue });
  await expect.poll(() => refused.errors).toEqual(['AT_CAPACITY']);
  // Everybody in line stays there, so that only a direct session goes live.
  sandbox.capacity(0);
  sandbox.breakConnections({ path: '/v1/queues/sandbox/tickets' });
  const direct = renderStream(LIVE, { sandbox, sessionQueue });
  await direct.reached('generating', 15_000);
  expect(direct.errors).toEqual([]);
});
