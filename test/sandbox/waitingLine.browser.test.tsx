import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { renderStream } from '../support/renderStream';

test('four players, two slots: places fall, a stop lets the next one in, a reconnect keeps its slot', {
  tags: ['long'],
}, async () => {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  sandbox.capacity(2);
  const enter = async (status: 'generating' | 'queued') => {
    const player = renderStream(
      { model: 'lucy-2.5', input: { width: 320, height: 180 }, autoStart: true },
      { sandbox },
    );
    await player.reached(status, 15_000);
    return player;
  };
  const ada = await enter('generating');
  const bob = await enter('generating');
  const eve = await enter('queued');
  const zoe = await enter('queued');
  expect(eve.stream.queue).toMatchObject({ kind: 'line', position: 1 });
  expect(zoe.stream.queue).toMatchObject({ kind: 'line', position: 2, queueSize: 2 });

  sandbox.closeSignaling();
  await ada.reached('reconnecting');
  await ada.reached('generating', 15_000);
  await bob.reached('generating', 15_000);
  expect([eve, zoe].map(({ statuses }) => statuses.at(-1))).toEqual(['queued', 'queued']);

  await ada.stream.stop();
  await eve.reached('generating', 15_000);
  await expect.poll(() => zoe.stream.queue?.position).toBe(1);
  bob.unmount();
  await zoe.reached('generating', 15_000);
  expect([ada, bob, eve, zoe].flatMap(({ errors }) => errors)).toEqual([]);
});
