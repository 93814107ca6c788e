import { expect, onTestFinished, test } from 'vitest';
import { preloadLiveKit } from '../../src/client/sdkClient';
import { stopAll } from '../../src/media/tracks';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { publish, renderViewer } from '../support/renderViewer';
import { cameraRequests } from '../support/resources';

/** The browser prerenders the page until the returned function is called, which is the visit. */
function prerender(): () => void {
  Object.defineProperty(document, 'prerendering', { configurable: true, value: true });
  onTestFinished(() => void Reflect.deleteProperty(document, 'prerendering'));
  return () => {
    Object.defineProperty(document, 'prerendering', { configurable: true, value: false });
    document.dispatchEvent(new Event('prerenderingchange'));
  };
}

test('a page that the browser prerenders opens and fetches nothing until somebody visits it', async () => {
  const visit = prerender();
  let tokens = 0;
  const view = renderStream(
    { model: 'lucy-2.5', autoStart: true, input: { width: 320, height: 180 } },
    {
      getToken: async () => {
        tokens += 1;
        throw new Error('too early');
      },
    },
  );
  // A start takes longer to show anything than to begin.
  await Promise.all([import('../../src/realtime/engine'), preloadLiveKit()]);
  stopAll((await navigator.mediaDevices.getUserMedia({ video: true })).getTracks());
  expect(view.open()).toEqual(ALL_CLOSED);
  expect([tokens, cameraRequests()]).toEqual([0, 1]);
  visit();
  await expect.poll(() => tokens).toBeGreaterThan(0);
});

test('a prerendered page begins to watch when somebody visits it', async () => {
  const { sandbox, subscribeToken } = await publish();
  const visit = prerender();
  const viewers = () => sandbox.sessions[0]?.viewers;
  let tokens = 0;
  const getToken = () => {
    tokens += 1;
    return sandbox.providerProps.getToken();
  };
  renderViewer({ ...sandbox.providerProps, getToken }, { subscribeToken });
  await Promise.all([import('../../src/viewer/runViewer'), preloadLiveKit()]);
  expect([tokens, viewers()]).toEqual([0, 0]);
  visit();
  await expect.poll(viewers).toBe(1);
});
