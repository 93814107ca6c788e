/** @module-tag long */
import { models } from '@decartai/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { distance, showStream, waitForColor, waitForFrame } from '../support/pixels';
import { createSdkClient, startSdkSession, useTestSandbox } from '../support/sdkSession';

/** Subscribes; `stream` is the first one that arrives. */
async function watch(client: Awaited<ReturnType<typeof createSdkClient>>, token: string) {
  let show: (stream: MediaStream) => void = () => {};
  const stream = new Promise<MediaStream>((resolve) => {
    show = resolve;
  });
  const viewer = await client.realtime.subscribe({ token, onRemoteStream: show });
  return { viewer, stream };
}

test('a lost LiveKit socket is resumed, and the picture never stops', async () => {
  const sandbox = useTestSandbox();
  const { video, states } = await startSdkSession(sandbox, { prompt: 'noir' });
  const before = video.srcObject;

  sandbox.closeLiveKit();
  await expect.poll(() => sandbox.sessions[0]?.liveKitOpen).toBe(false);
  await expect.poll(() => sandbox.sessions[0]?.liveKitOpen).toBe(true);
  await waitForFrame(video);
  expect(video.srcObject).toBe(before);
  expect(states).not.toContain('reconnecting');
  expect(sandbox.sessions).toHaveLength(1);
});

test('a resume refused with 401 ends the room for the client, and the SDK makes a second session', async () => {
  const sandbox = useTestSandbox();
  const { states } = await startSdkSession(sandbox);

  sandbox.closeLiveKit({ onResume: 401 });
  await expect.poll(() => states).toContain('reconnecting');
  await expect.poll(() => sandbox.sessions.length).toBe(2);
});

test('a resume refused with 503 is retried until it succeeds', async () => {
  const sandbox = useTestSandbox();
  const { video, states } = await startSdkSession(sandbox);

  sandbox.closeLiveKit({ onResume: 503 });
  await expect.poll(() => sandbox.resources.sockets).toBe(1);
  sandbox.reset();
  await expect.poll(() => sandbox.sessions[0]?.liveKitOpen).toBe(true);
  await waitForFrame(video);
  expect(states).not.toContain('reconnecting');
});

test('after a node move the client rejoins and gets a new live track', async () => {
  const sandbox = useTestSandbox();
  const { video } = await startSdkSession(sandbox, { prompt: 'golden hour' });
  const before = video.srcObject;

  sandbox.moveNode();
  await expect.poll(() => video.srcObject !== before).toBe(true);
  await waitForColor(video, ({ r, b }) => r > b + 60);
  expect(sandbox.sessions).toHaveLength(1);
  expect(sandbox.sessions[0]?.publishedTracks).toEqual(['video', 'video']);
});

test('a deleted room ends the picture, and the SDK makes a second session', async () => {
  const sandbox = useTestSandbox();
  const { states } = await startSdkSession(sandbox);

  sandbox.deleteRoom();
  await expect.poll(() => states).toContain('reconnecting');
  await expect.poll(() => sandbox.sessions.length).toBe(2);
});

test('a refused LiveKit socket makes the attempt fail, and nothing is published before it may join', async () => {
  const sandbox = useTestSandbox();
  sandbox.refuseLiveKit(503);
  const starting = startSdkSession(sandbox);
  await expect.poll(() => sandbox.sessions[0]?.open).toBe(false);
  expect(sandbox.sessions[0]?.publishedTracks).toEqual([]);

  sandbox.refuseLiveKit(null);
  await starting;
  expect(sandbox.sessions).toHaveLength(2);
});

test('a viewer gets the same picture, and loses it when the publisher leaves', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox, { prompt: 'frozen in ice' });
  const client = await createSdkClient(sandbox);
  const { viewer, stream } = await watch(client, session.subscribeToken ?? '');
  const watched = await stream;
  const video = showStream(watched);
  await waitForColor(video, ({ r, b }) => b > r + 30);
  expect(sandbox.sessions[0]?.viewers).toBe(1);

  session.disconnect();
  // LiveKit disables the track of a participant that left, to use its line again.
  const [track] = watched.getTracks();
  await expect.poll(() => track?.enabled).toBe(false);
  expect(viewer.isConnected()).toBe(true);
  viewer.disconnect();
  await expect.poll(() => sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  video.remove();
});

test('a viewer that came before the picture gets it when it starts', async () => {
  const sandbox = useTestSandbox();
  const release = sandbox.hold('publish');
  const starting = startSdkSession(sandbox, { color: '#20a040' });
  await expect.poll(() => sandbox.waitingAt('publish')).toBe(1);
  const client = await createSdkClient(sandbox);
  const { viewer, stream } = await watch(client, sandbox.sessions[0]?.subscribeToken ?? '');
  release();
  await starting;
  const video = showStream(await stream);
  await waitForColor(video, (color) => distance(color, { r: 0x20, g: 0xa0, b: 0x40 }) < 60);
  viewer.disconnect();
  video.remove();
});

test.for(['h264', 'vp8', 'vp9'] as const)(
  '%s is used in both directions if it is requested',
  async (codec) => {
    const sandbox = useTestSandbox();
    await startSdkSession(sandbox, { preferredVideoCodec: codec });

    await expect.poll(() => sandbox.sessions[0]?.codecs()).toEqual({ received: codec, sent: codec });
  },
);

test('a client that sends no picture gets one that the model draws', async () => {
  const sandbox = useTestSandbox();
  const client = await createSdkClient(sandbox);
  let show: (stream: MediaStream) => void = () => {};
  const stream = new Promise<MediaStream>((resolve) => {
    show = resolve;
  });
  const session = await client.realtime.connect(null, {
    model: models.realtime('lucy-2.5'),
    initialState: { prompt: { text: 'golden hour', enhance: false } },
    onRemoteStream: show,
  });
  const video = showStream(await stream);
  await waitForColor(video, ({ r, b }) => r > b + 60);
  expect(sandbox.sessions[0]?.publishedTracks).toEqual([]);
  session.disconnect();
  video.remove();
  await expect.poll(() => sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
});

test('a client that sends only sound gets a picture, too', async () => {
  const sandbox = useTestSandbox();
  const client = await createSdkClient(sandbox);
  const sound = new AudioContext();
  let show: (stream: MediaStream) => void = () => {};
  const stream = new Promise<MediaStream>((resolve) => {
    show = resolve;
  });
  const session = await client.realtime.connect(sound.createMediaStreamDestination().stream, {
    model: models.realtime('lucy-2.5'),
    onRemoteStream: show,
  });
  onTestFinished(() => session.disconnect());
  const video = showStream(await stream);
  await waitForFrame(video);
  expect(sandbox.sessions[0]?.publishedTracks).toEqual(['audio']);
  video.remove();
  await sound.close();
});

test("the model's own picture ends when the client sends one", async () => {
  const drawings = watchDrawings();
  const sandbox = useTestSandbox();
  const release = sandbox.hold('media');
  const starting = startSdkSession(sandbox, { color: '#20a040' });
  await expect.poll(() => sandbox.events).toContainEqual(expect.objectContaining({ what: 'input made up' }));
  expect(drawings.size).toBe(2);
  release();
  const { video } = await starting;
  await waitForColor(video, (color) => distance(color, { r: 0x20, g: 0xa0, b: 0x40 }) < 60);
  // The client's own.
  expect(drawings.size).toBe(1);
});

/** The timers of the test pictures that are being drawn. */
function watchDrawings(): Set<Worker> {
  const running = new Set<Worker>();
  const native = globalThis.Worker;
  onTestFinished(() => {
    globalThis.Worker = native;
  });
  globalThis.Worker = new Proxy(native, {
    construct(target, args, newTarget) {
      const worker: Worker = Reflect.construct(target, args, newTarget);
      if (args[1]?.name !== 'decart-sandbox-timer') return worker;
      running.add(worker);
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        running.delete(worker);
        terminate();
      };
      return worker;
    },
  });
  return running;
}
