import { expect, onTestFinished, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { movableClock } from '../support/movableClock';
import { renderStream } from '../support/renderStream';

const LIVE = { model: 'lucy-2.5', autoStart: true, input: { width: 320, height: 180 } } as const;

async function renderLive(options: Partial<RealtimeOptions> = {}) {
  const view = renderStream({ ...LIVE, ...options });
  await view.reached('generating');
  return view;
}

test('back into a queue: its place is shown, and it waits for its turn', async () => {
  const view = await renderLive();
  view.sandbox.queue(5, { intervalMs: 60 });
  view.sandbox.closeSignaling();
  await view.reached('queued');
  expect(view.stream.queue).toMatchObject({ queueSize: 5 });
  await view.reached('generating');
  expect(view.statuses.slice(3)).toEqual([
    'reconnecting',
    'queued',
    'reconnecting',
    'connected',
    'generating',
  ]);
  expect(view.sandbox.sessions).toHaveLength(2);
});

test('however long the queue is, the place in it is kept', async () => {
  const { setTimeout } = globalThis;
  // The limit for a connect that hangs, in less time.
  const faster = (task: () => void, ms?: number) => setTimeout(task, ms === 20_000 ? 1500 : ms);
  Object.assign(globalThis, { setTimeout: faster });
  onTestFinished(() => void Object.assign(globalThis, { setTimeout }));
  const view = await renderLive();
  view.sandbox.queue(8, { intervalMs: 250 });
  view.sandbox.closeSignaling();
  await view.reached('queued');
  await view.reached('generating');
  expect(view.sandbox.sessions).toHaveLength(2);
});

test('a long wait in the queue is no outage: a failure after it is retried', async () => {
  const pass = movableClock();
  const view = await renderLive({ reconnect: { minDelay: 20 } });
  view.sandbox.queue(3, { intervalMs: 300 });
  view.sandbox.closeSignaling();
  await expect.poll(() => view.stream.queue?.position).toBe(3);
  pass(70_000);
  await expect.poll(() => view.stream.queue?.position).toBe(2);
  view.sandbox.queue(0);
  view.sandbox.closeSignaling(1011);
  await view.reached('generating');
  expect(view.errors).toEqual([]);
});
