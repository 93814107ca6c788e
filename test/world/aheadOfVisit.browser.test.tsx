import { expect, onTestFinished, test } from 'vitest';
import { preloadLiveKit } from '../../src/client/sdkClient';
import { stopAll } from '../../src/media/tracks';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests } from '../support/resources';

test('a page that the browser prerenders opens and fetches nothing until somebody visits it', async () => {
  Object.defineProperty(document, 'prerendering', { configurable: true, value: true });
  onTestFinished(() => void Reflect.deleteProperty(document, 'prerendering'));
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
  // All that a start does before it shows takes longer than its beginning.
  await Promise.all([import('../../src/realtime/engine'), preloadLiveKit()]);
  stopAll((await navigator.mediaDevices.getUserMedia({ video: true })).getTracks());
  expect(view.open()).toEqual(ALL_CLOSED);
  expect([tokens, cameraRequests()]).toEqual([0, 1]);
  Object.defineProperty(document, 'prerendering', { configurable: true, value: false });
  document.dispatchEvent(new Event('prerenderingchange'));
  await expect.poll(() => tokens).toBeGreaterThan(0);
});
