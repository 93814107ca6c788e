import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../../src/sandbox';
import { lookFor } from '../../../src/sandbox/model/looks';
import { createPageModel } from '../../../src/sandbox/model/pageModel';
import { waitForColor } from '../../support/pixels';
import { replace } from '../../support/replace';
import { startSdkSession, useTestSandbox } from '../../support/sdkSession';

test('where a worker cannot run, the page itself transforms the picture', async () => {
  const NativeWorker = globalThis.Worker;
  let broken = 0;
  globalThis.Worker = class extends NativeWorker {
    constructor() {
      super('data:text/javascript,throw new Error("forbidden")');
      broken++;
    }
  };
  onTestFinished(() => {
    globalThis.Worker = NativeWorker;
  });
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox, { prompt: 'golden hour' });
  expect(broken).toBe(1);
  await waitForColor(video, ({ r, b }) => r > b + 60);
  await session.setPrompt('frozen in ice');
  await waitForColor(video, ({ r, b }) => b > r + 30);
  expect(sandbox.sessions[0]?.framesSent).toBeGreaterThan(0);
});

test('a browser that does not tell of its video frames transforms the picture too', async () => {
  const picture = createTestPicture();
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new Error('no picture');
  const { prototype } = HTMLVideoElement;
  const names = ['requestVideoFrameCallback', 'cancelVideoFrameCallback'] as const;
  const natives = names.map((name) => [name, prototype[name]] as const);
  for (const name of names) Reflect.deleteProperty(prototype, name);
  onTestFinished(() => {
    Object.assign(prototype, Object.fromEntries(natives));
    picture.stop();
  });
  let first = 0;
  const model = createPageModel({ longSide: 320, onFirstFrame: () => first++ });
  model.setState({ look: lookFor('noir'), image: null });
  model.setInput(track);
  await expect.poll(() => model.framesSent).toBeGreaterThan(2);
  expect(first).toBe(1);
  expect(model.output.getSettings().width).toBe(320);
  model.dispose();
  const { framesReceived } = model;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(model.framesReceived).toBe(framesReceived);
});

test('a browser in which no model can run: the session ends at once, and says why', async () => {
  const sandbox = useTestSandbox();
  const { apiKey } = await sandbox.providerProps.getToken();
  const { OffscreenCanvas } = globalThis;
  Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
  onTestFinished(() => {
    globalThis.OffscreenCanvas = OffscreenCanvas;
  });
  onTestFinished(
    replace(HTMLCanvasElement.prototype, 'captureStream', () => {
      throw new Error('This browser cannot capture a canvas.');
    }),
  );
  const socket = new WebSocket(
    `${sandbox.providerProps.realtimeBaseUrl}/v1/stream?api_key=${apiKey}&model=lucy-2.5`,
  );
  const messages: unknown[] = [];
  socket.onmessage = ({ data }) => messages.push(JSON.parse(String(data)));
  socket.onopen = () => socket.send(JSON.stringify({ type: 'livekit_join' }));
  const closed = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
  expect(closed.code).toBe(1011);
  expect(messages).toEqual([
    { type: 'error', error: 'The sandbox failed: This browser cannot capture a canvas.' },
  ]);
});
