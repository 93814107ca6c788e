import { setLogLevel } from 'livekit-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { createStreamViewer } from '../../src/viewer/streamViewer';
import { waitForFrame } from '../support/pixels';
import { publish, renderViewer } from '../support/renderViewer';

setLogLevel('silent');

describe('what goes wrong at the start', () => {
  test('an invalid subscribe token: reported at once, before a token is fetched', async () => {
    const { sandbox, subscribeToken } = await publish();
    const fetched = sandbox.tokenRequests;
    const view = renderViewer(sandbox.providerProps, { subscribeToken: 'ek_not_this_one' });
    await view.reached('error');
    expect(view.viewer.error).toMatchObject({ code: 'INVALID_INPUT', retryable: false });
    expect(sandbox.tokenRequests).toBe(fetched);
    view.render({ subscribeToken });
    await view.reached('connected');
  });

  test('a publisher that measures frame timing would be black: reported at once, before a token is fetched', async () => {
    const { sandbox, subscribeToken } = await publish('film noir', { debugQuality: true });
    const fetched = sandbox.tokenRequests;
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('error');
    expect(view.viewer.error).toMatchObject({ code: 'FRAME_TIMING_UNSUPPORTED', retryable: false });
    expect(view.viewer.error?.message).toContain('without `debugQuality`');
    expect(sandbox.tokenRequests).toBe(fetched);
  });

  test('where the browser wrongly says that it is offline, the picture comes', async () => {
    const { sandbox, subscribeToken } = await publish();
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    onTestFinished(() => {
      Reflect.deleteProperty(navigator, 'onLine');
    });
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('connected');
    await waitForFrame(view.video);
  });

  test('an expired token is replaced, once', async () => {
    const { sandbox, subscribeToken } = await publish();
    let fetched = 0;
    const getToken = async () => {
      const minted = await sandbox.providerProps.getToken();
      fetched += 1;
      if (fetched === 1) sandbox.expireTokens();
      return minted;
    };
    const view = renderViewer({ ...sandbox.providerProps, getToken }, { subscribeToken });
    await view.reached('connected');
    expect(fetched).toBe(2);
  });

  test('a missing token is reported at once, and it can be started again', async () => {
    const { sandbox, subscribeToken } = await publish();
    sandbox.refuseTokens();
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('error');
    expect(view.errors).toEqual(['TOKEN_FETCH_FAILED']);
    sandbox.refuseTokens(false);
    await view.viewer.start();
    await view.reached('connected');
  });

  test('a service that fails for a moment is retried', async () => {
    const { sandbox, subscribeToken } = await publish();
    sandbox.failRequests({ path: /watch-stream/, status: 503 });
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('connected');
    expect(view.errors).toEqual([]);
  });
});

describe('unmounted while it connects, nothing is left', () => {
  test.each(['token', 'livekit', 'media'] as const)('at the stage %s', { tags: ['long'] }, async (stage) => {
    const { sandbox, publisher, subscribeToken } = await publish();
    const before = publisher.open();
    const release = sandbox.hold(stage);
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await expect.poll(() => sandbox.waitingAt(stage)).toBe(1);
    view.unmount();
    release();
    await expect.poll(publisher.open).toEqual(before);
    expect(view.statuses).toEqual(['connecting', 'idle']);
  });

  test('in the first moment: nothing is opened', async () => {
    const { sandbox, subscribeToken } = await publish();
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    view.unmount();
    await expect.poll(() => view.statuses).toEqual(['connecting', 'idle']);
    expect(sandbox.events.filter(({ what }) => /viewer/.test(what))).toEqual([]);
  });
});

test('started after it was unmounted: nothing stays open, until it is mounted again', async () => {
  const { sandbox, subscribeToken } = await publish();
  const fetched = sandbox.tokenRequests;
  const viewer = createStreamViewer(createClientCore(sandbox.providerProps), {
    subscribeToken,
    autoStart: false,
  });
  viewer.retain()();
  await viewer.start();
  expect(viewer.getSnapshot().status).toBe('idle');
  expect(sandbox.tokenRequests).toBe(fetched);
  onTestFinished(viewer.retain());
  await expect.poll(() => viewer.getSnapshot().status).toBe('connected');
});

test('a proxy is enough', async () => {
  const { sandbox, subscribeToken } = await publish();
  const { getToken, baseUrl, ...provider } = sandbox.providerProps;
  const { apiKey } = await getToken();
  // An app's proxy route: it adds the key and forwards.
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const proxy = `${location.origin}/api/decart`;
    if (!url.startsWith(proxy)) return send(input, init);
    return send(baseUrl + url.slice(proxy.length), { ...init, headers: { 'x-api-key': apiKey } });
  };
  onTestFinished(() => {
    globalThis.fetch = send;
  });
  const view = renderViewer({ ...provider, proxy: '/api/decart' }, { subscribeToken });
  await view.reached('connected');
  await waitForFrame(view.video);
});
