import { setLogLevel } from 'livekit-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { createStreamViewer } from '../../src/viewer/streamViewer';
import { averageColor, type Color, waitForColor } from '../support/pixels';
import { ALL_CLOSED } from '../support/renderStream';
import { publish, renderViewer } from '../support/renderViewer';
import { isGray, watching } from './watching';

setLogLevel('silent');

const isPurple = ({ r, g, b }: Color) => b > g + 30 && r > g + 10;

test('a viewer sees the transformed picture and every change of it, by one subscription', async () => {
  const { sandbox, publisher, view, before } = await watching();
  expect(view.statuses).toEqual(['connecting', 'connected']);
  expect(sandbox.sessions[0]?.viewers).toBe(1);

  const { commits } = view;
  publisher.render({ prompt: 'neon city' });
  await waitForColor(view.video, isPurple);
  const seconds = sandbox.sessions[0]?.seconds ?? 0;
  await expect.poll(() => sandbox.sessions[0]?.seconds).toBeGreaterThan(seconds + 1);
  expect(view.commits).toBe(commits);

  view.unmount();
  await expect.poll(publisher.open).toEqual(before);
  publisher.unmount();
  await expect.poll(publisher.open).toEqual(ALL_CLOSED);
});

test('it can be stopped, and started again', async () => {
  const { publisher, view, before } = await watching();
  await view.viewer.stop();
  expect(view.viewer).toMatchObject({ status: 'idle', remoteStream: null });
  await expect.poll(publisher.open).toEqual(before);
  await view.viewer.start();
  await waitForColor(view.video, isGray);
});

test('a callback that stops it, or throws, leaves nothing running', async () => {
  const { sandbox, subscribeToken } = await publish();
  const fetched = sandbox.tokenRequests;
  const thrown: unknown[] = [];
  const onThrown = (event: ErrorEvent) => {
    thrown.push(event.error);
    event.preventDefault();
  };
  addEventListener('error', onThrown);
  onTestFinished(() => removeEventListener('error', onThrown));
  const viewer = createStreamViewer(createClientCore(sandbox.providerProps), {
    subscribeToken,
    onStatusChange(status) {
      if (status === 'connecting') void viewer.stop();
      else throw new Error('thrown by the app');
    },
  });
  onTestFinished(viewer.retain());
  await viewer.start();
  expect(viewer.getSnapshot().status).toBe('idle');
  await expect.poll(() => thrown.length).toBeGreaterThan(0);
  expect(sandbox.tokenRequests).toBe(fetched);
});

test('without a token it is idle, and watches as soon as there is one', async () => {
  const { sandbox, subscribeToken } = await publish();
  const view = renderViewer(sandbox.providerProps, { subscribeToken: null });
  expect(view.viewer.status).toBe('idle');
  view.render({ subscribeToken });
  await view.reached('connected');
  view.render({ subscribeToken: undefined });
  await view.reached('idle');
});

describe('the publisher', () => {
  test('leaves: the last picture stays meanwhile, then the session counts as ended', async () => {
    const { publisher, view } = await watching({ waitTimeout: 700 });
    const { remoteStream } = view.viewer;
    publisher.unmount();
    await view.reached('waiting');
    expect(view.viewer.remoteStream).toBe(remoteStream);
    expect(view.video.paused).toBe(true);
    expect(isGray(averageColor(view.video))).toBe(true);
    await view.reached('ended');
    expect(view.viewer).toMatchObject({ remoteStream: null, error: null });
    await expect.poll(publisher.open).toEqual(ALL_CLOSED);
  });

  test('comes back with another session: the last picture stays until the new one arrives', {
    tags: ['long'],
  }, async () => {
    const { publisher, view } = await watching();
    const { remoteStream } = view.viewer;
    await publisher.stream.stop();
    await view.reached('waiting');
    publisher.render({ prompt: 'neon city' });
    await publisher.stream.start();
    view.render({ subscribeToken: publisher.stream.session.getSnapshot().subscribeToken });
    expect(view.video.srcObject).toBe(remoteStream);
    await waitForColor(view.video, isPurple);
    expect(view.viewer.remoteStream).toBe(remoteStream);
    expect(view.statuses.slice(2)).toEqual(['waiting', 'connecting', 'connected']);
  });

  test.each([Number.POSITIVE_INFINITY, 30 * 86_400_000])(
    'is waited for as long as %d ms',
    { tags: ['long'] },
    async (waitTimeout) => {
      const { publisher, view } = await watching({ waitTimeout });
      await publisher.stream.stop();
      await view.reached('waiting');
      // A timer of 0 ms would have fired.
      await new Promise((resolve) => setTimeout(resolve));
      expect(view.statuses.at(-1)).toBe('waiting');
    },
  );

  test('that the service ended no longer exists for later viewers', async () => {
    const { sandbox, publisher, subscribeToken } = await publish();
    await publisher.stream.stop();
    await expect.poll(publisher.open).toEqual(ALL_CLOSED);
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('ended');
    expect(view.errors).toEqual([]);
  });
});
