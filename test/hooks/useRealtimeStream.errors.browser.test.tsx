import { createRoot } from 'react-dom/client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { LIVE, type View } from '../support/renderLive';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import {
  cameraRequests,
  failCamera,
  holdCamera,
  pretendPermission,
  watchResources,
} from '../support/resources';

function ErrorCode() {
  return useRealtimeStream(LIVE).error?.code ?? null;
}

/** The error is shown with its code, nothing is open, and another start succeeds. */
async function failsAndRecovers(view: View, code: string, repair: () => void) {
  await view.reached('error');
  expect(view.stream.error).toMatchObject({ code, fatal: true });
  expect(view.errors).toEqual([code]);
  // Nothing is about to be applied.
  expect(view.stream.promptStatus).toBe('idle');
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  repair();
  await view.stream.start();
  await view.reached('generating');
  expect(view.stream.error).toBeNull();
}

describe('a camera that cannot be opened says why, and can be tried again', () => {
  test.each([
    ['NotAllowedError', 'CAMERA_DENIED'],
    ['NotFoundError', 'CAMERA_NOT_FOUND'],
    ['NotReadableError', 'CAMERA_IN_USE'],
  ])('%s is %s', async (name, code) => {
    const view = renderStream(LIVE);
    await failsAndRecovers(view, code, failCamera(name));
  });

  test('a microphone that is turned on while the prompt is open, and is denied, is reported once', async () => {
    pretendPermission('camera', 'prompt');
    pretendPermission('microphone', 'denied');
    const told: boolean[] = [];
    const view = renderStream({ ...LIVE, onError: ({ fatal }) => told.push(fatal) });
    const repair = failCamera('NotAllowedError', ({ audio }) => Boolean(audio));
    const prompt = holdCamera();
    await expect.poll(cameraRequests).toBe(1);
    view.render({ microphone: true });
    await prompt.release();
    await view.reached('error');
    repair();
    await view.stream.start();
    await view.reached('generating');
    expect(view.errors).toEqual(['MICROPHONE_DENIED']);
    expect(told).toEqual([true]);
  });

  test('a microphone that is denied is reported as such, not as the camera', async () => {
    pretendPermission('microphone', 'denied');
    const view = renderStream({ ...LIVE, microphone: true });
    const repair = failCamera('NotAllowedError', ({ audio }) => Boolean(audio));
    await failsAndRecovers(view, 'MICROPHONE_DENIED', repair);
  });
});

test('an unknown model is reported at once, before any camera prompt', async () => {
  // @ts-expect-error -- what plain JavaScript may pass
  const view = renderStream({ ...LIVE, model: 'lucy-9' });
  await view.reached('error');
  expect(view.stream.error?.code).toBe('MODEL_NOT_FOUND');
  expect(cameraRequests()).toBe(0);
  view.render({ model: 'lucy-2.5' });
  await view.stream.start();
  await view.reached('generating');
});

test("a proxy alone can't carry realtime: reported at once, before any camera prompt", async () => {
  onTestFinished(watchResources());
  const container = document.createElement('div');
  const root = createRoot(container);
  onTestFinished(() => root.unmount());
  root.render(
    <DecartProvider proxy="/api/decart">
      <ErrorCode />
    </DecartProvider>,
  );
  await expect.poll(() => container.textContent).toBe('REALTIME_NEEDS_TOKEN');
  expect(cameraRequests()).toBe(0);
});

/** Removes what a browser or web view without WebRTC lacks. Call the returned function to restore it. */
function removeWebRtc() {
  const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'MediaStream', 'webkitMediaStream'];
  const removed = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of names) Reflect.deleteProperty(globalThis, name);
  return () => {
    for (const [name, descriptor] of removed) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  };
}

describe('a browser without WebRTC', () => {
  test.each(['hook', 'RealtimeVideo'] as const)(
    'is reported, and the page keeps working: %s',
    async (through) => {
      const view = renderStream(LIVE, { through });
      onTestFinished(removeWebRtc());
      await view.reached('error');
      expect(view.errors).toEqual(['UNSUPPORTED_BROWSER']);
      expect(cameraRequests()).toBe(0);
      view.unmount();
      await expect.poll(() => view.statuses).toEqual(['connecting', 'error', 'idle']);
    },
  );

  test('start() resolves, and again in one that has it', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    const giveBack = removeWebRtc();
    onTestFinished(giveBack);
    await view.stream.start();
    expect(view.stream.session.getSnapshot().error?.code).toBe('UNSUPPORTED_BROWSER');
    giveBack();
    await view.stream.start();
    await view.reached('generating');
  });
});

describe('a key that is rejected', () => {
  test.each([
    ['by a refused handshake', false],
    ['with a close reason', true],
  ])('%s is reported after one fresh token, and one socket for each', async (_how, withReason) => {
    const getToken = vi.fn(async () => ({ apiKey: 'ek_stolen', expiresAt: '', expiresIn: 60 }));
    const view = renderStream(LIVE, { getToken });
    view.sandbox.rejectKeyWithReason(withReason);
    await view.reached('error');
    expect(getToken).toHaveBeenCalledTimes(2);
    const sockets = view.sandbox.events.filter(({ what }) => what === 'refused');
    expect(sockets).toHaveLength(2);
    expect(view.stream.error).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('is replaced by a fresh one that is valid, without an error', async () => {
    const keys = ['ek_stale'];
    const view = renderStream(LIVE, {
      getToken: async () => {
        const apiKey = keys.pop();
        return apiKey ? { apiKey, expiresAt: '', expiresIn: 60 } : view.sandbox.providerProps.getToken();
      },
    });
    await view.reached('generating');
    expect(view.errors).toEqual([]);
  });
});

test('a model that the token does not allow is reported as such', async () => {
  const view = renderStream(LIVE, { sandboxOptions: { tokenOptions: { allowedModels: ['lucy-vton-3'] } } });
  view.sandbox.rejectKeyWithReason();
  await view.reached('error');
  expect(view.stream.error?.code).toBe('MODEL_NOT_ALLOWED');
});

test('no token: its own error, and another start succeeds', async () => {
  const view = renderStream(LIVE);
  view.sandbox.refuseTokens();
  await failsAndRecovers(view, 'TOKEN_FETCH_FAILED', () => view.sandbox.refuseTokens(false));
});

test('no answer within connectTimeout is CONNECT_TIMEOUT', async () => {
  const view = renderStream({ ...LIVE, connectTimeout: 700 });
  const release = view.sandbox.holdSignaling();
  await view.reached('error');
  expect(view.stream.error?.code).toBe('CONNECT_TIMEOUT');
  release();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  // A busy machine may take longer than 700 ms.
  view.render({ connectTimeout: 30_000 });
  await view.stream.start();
  await view.reached('generating');
});

test('every handshake refused until connectTimeout is over: CONNECT_TIMEOUT, and why', async () => {
  const view = renderStream({ ...LIVE, connectTimeout: 700 });
  view.sandbox.refuseHandshake();
  await view.reached('error');
  const { error } = view.stream;
  expect(error).toMatchObject({ code: 'CONNECT_TIMEOUT', cause: { code: 'WEBRTC_WEBSOCKET_ERROR' } });
  expect(error?.message).toContain('close code 1006');
});

test('a service that is full is waited for, and comes', async () => {
  const view = renderStream(LIVE);
  view.sandbox.refuseSessions('capacity', { times: 1, retryAfter: 1 });
  await view.reached('generating');
  expect(view.statuses).toContain('queued');
  expect(view.errors).toEqual([]);
});
