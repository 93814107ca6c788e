import { describe, expect, test } from 'vitest';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests, holdCamera } from '../support/resources';

const LIVE = { model: 'lucy-2.5', prompt: 'film noir', autoStart: true } as const;
const published = (view: ReturnType<typeof renderStream>) =>
  view.sandbox.sessions.reduce((frames, session) => frames + session.framesReceived, 0);

describe('unmounted at any moment of the start, nothing is left', () => {
  test('while the permission prompt is open: the camera that comes later is turned off', async () => {
    const view = renderStream(LIVE);
    const camera = holdCamera();
    await expect.poll(cameraRequests).toBe(1);
    view.unmount();
    await camera.release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(published(view)).toBe(0);
  });

  test('while the token is fetched', async () => {
    const view = renderStream(LIVE);
    const release = view.sandbox.hold('token');
    await expect.poll(() => view.sandbox.waitingAt('token')).toBe(1);
    view.unmount();
    release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions).toHaveLength(0);
  });

  test('while queued: the socket stays until its turn comes, no longer, and publishes nothing', async () => {
    const view = renderStream(LIVE);
    view.sandbox.queue(3, { intervalMs: 100 });
    await view.reached('queued');
    expect(view.stream.queue).toMatchObject({ position: expect.any(Number) });
    view.unmount();
    // The camera may be open by now, or not. It goes off a microtask later, so that StrictMode leaves it on.
    await Promise.resolve();
    expect(view.open().liveTracks).toBe(0);
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions).toHaveLength(1);
    expect(view.sandbox.sessions[0]?.publishedTracks).toEqual([]);
  });

  test.each(['signaling', 'media'] as const)('while the %s is being connected', async (stage) => {
    const view = renderStream(LIVE);
    const release = view.sandbox.hold(stage);
    await expect.poll(() => view.sandbox.waitingAt(stage)).toBe(1);
    view.unmount();
    release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(published(view)).toBe(0);
  });

  test('while the media hangs: the service learns at once that nobody is there', async () => {
    const view = renderStream(LIVE);
    view.sandbox.hold('media');
    await expect.poll(() => view.sandbox.waitingAt('media')).toBe(1);
    view.unmount();
    await expect.poll(() => view.sandbox.sessions.map(({ open }) => open)).toEqual([false]);
  });

  test('in the first moment: nothing was requested', async () => {
    const view = renderStream(LIVE);
    view.unmount();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions).toHaveLength(0);
  });
});

test('a stop in the queue leaves it at once, and a new start takes a new place', async () => {
  const view = renderStream(LIVE);
  view.sandbox.queue(8, { intervalMs: 100 });
  await view.reached('queued');
  await view.stream.stop();
  await expect.poll(() => view.open().sessions).toBe(0);
  view.render({ prompt: 'neon city' });
  void view.stream.start();
  await expect.poll(() => view.stream.queue).toMatchObject({ kind: 'service', queueSize: 8 });
  await view.reached('generating');
  expect(view.mostSessions).toBe(1);
  expect(view.sandbox.sessions.map(({ publishedTracks }) => publishedTracks)).toEqual([[], ['video']]);
  expect(view.sandbox.sessions[1]?.prompt).toBe('neon city');
});

test('the wait in the queue is no part of connectTimeout', async () => {
  const view = renderStream({ ...LIVE, connectTimeout: 500 });
  view.sandbox.queue(2, { intervalMs: 800 });
  await expect.poll(() => view.stream.queue?.position).toBe(2);
  await expect.poll(() => view.stream.queue?.position).toBe(1);
  expect(view.errors).toEqual([]);
});
