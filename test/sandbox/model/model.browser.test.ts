import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture, type Sandbox } from '../../../src/sandbox';
import { lookFor } from '../../../src/sandbox/model/looks';
import { createPageModel } from '../../../src/sandbox/model/pageModel';
import { waitForColor } from '../../support/pixels';
import { replace } from '../../support/replace';
import { startSdkSession, useTestSandbox } from '../../support/sdkSession';

test('where a worker cannot run, the page itself transforms the picture', async () => {
  const NativeWorker = globalThis.Worker;
  const broken = new Set<string | undefined>();
  globalThis.Worker = class extends NativeWorker {
    constructor(_url: string | URL, options?: WorkerOptions) {
      super('data:text/javascript,throw new Error("forbidden")');
      broken.add(options?.name);
    }
  };
  onTestFinished(() => {
    globalThis.Worker = NativeWorker;
  });
  await transformsThePicture(useTestSandbox());
  expect(broken).toEqual(new Set(['decart-sandbox-timer', 'decart-sandbox-model']));
});

test('where Trusted Types refuse a worker, the page itself transforms the picture', async () => {
  const NativeWorker = globalThis.Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(url: string | URL) {
      // What the browser throws under `require-trusted-types-for 'script'`.
      if (typeof url === 'string')
        throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
      super(url);
    }
  };
  onTestFinished(() => {
    globalThis.Worker = NativeWorker;
  });
  await transformsThePicture(useTestSandbox());
});

async function transformsThePicture(sandbox: Sandbox) {
  const { session, video } = await startSdkSession(sandbox, { prompt: 'golden hour' });
  await waitForColor(video, ({ r, b }) => r > b + 60);
  await session.setPrompt('frozen in ice');
  await waitForColor(video, ({ r, b }) => b > r + 30);
  expect(sandbox.sessions[0]?.framesSent).toBeGreaterThan(0);
}

test('a browser that does not report its video frames transforms the picture too', async () => {
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

test("a browser that can't run any model: the session ends at once, and says why", async () => {
  const sandbox = useTestSandbox();
  const { OffscreenCanvas } = globalThis;
  Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
  onTestFinished(() => {
    globalThis.OffscreenCanvas = OffscreenCanvas;
  });
  onTestFinished(
    replace(HTMLCanvasElement.prototype, 'captureStream', () => {
      throw new Error("This browser can't capture a canvas.");
    }),
  );
  expect(await join(sandbox)).toEqual([
    { type: 'error', error: "The sandbox failed: This browser can't capture a canvas." },
    1011,
  ]);
});

test('a browser that has no address for WebRTC, on a machine without a network: the session ends at once, and says why', async () => {
  const Native = globalThis.RTCPeerConnection;
  onTestFinished(
    replace(
      globalThis,
      'RTCPeerConnection',
      class extends Native {
        constructor() {
          // Finds none of this machine's addresses.
          super({ iceTransportPolicy: 'relay' });
        }
      },
    ),
  );
  const [message, code] = await join(useTestSandbox());
  expect(message).toMatchObject({ error: expect.stringContaining('gives WebRTC no local address') });
  expect(code).toBe(1011);
});

/** Opens the signaling socket as a client does. Resolves with the messages and the close code. */
async function join({ providerProps }: Sandbox): Promise<unknown[]> {
  const { apiKey } = await providerProps.getToken();
  const socket = new WebSocket(`${providerProps.realtimeBaseUrl}/v1/stream?api_key=${apiKey}&model=lucy-2.5`);
  const seen: unknown[] = [];
  socket.onmessage = ({ data }) => seen.push(JSON.parse(String(data)));
  socket.onopen = () => socket.send(JSON.stringify({ type: 'livekit_join' }));
  const { code } = await new Promise<CloseEvent>((resolve) => {
    socket.onclose = resolve;
  });
  return [...seen, code];
}
