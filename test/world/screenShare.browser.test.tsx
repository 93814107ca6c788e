// A shared screen as input. Chromium's fake one, which shows no prompt.
import { expect, onTestFinished, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { type Color, waitForColor } from '../support/pixels';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { replace } from '../support/replace';
import { cameraRequests } from '../support/resources';

const isBlack = ({ r, g, b }: Color) => r + g + b < 30;
const isSeen = (color: Color) => !isBlack(color);

/** Counts how often the page asks for a screen; `refusal`: as the browser answers when the dialog is cancelled. */
function watchScreens() {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getDisplayMedia.bind(mediaDevices);
  const state = { asked: 0, refusal: '', tracks: [] as MediaStreamTrack[] };
  const giveBack = replace(mediaDevices, 'getDisplayMedia', async (options) => {
    state.asked += 1;
    if (state.refusal) throw new DOMException('', state.refusal);
    const stream = await ask(options);
    state.tracks.push(...stream.getTracks());
    return stream;
  });
  onTestFinished(giveBack);
  return state;
}

function render(options: Partial<RealtimeOptions>) {
  return renderStream({ model: 'lucy-2.5', ...options });
}

test('is seen, in the size of the model; a reconnect does not ask again, and unmounting ends it', async () => {
  const screens = watchScreens();
  // Takes less than Chromium's screen, which is 1280×720.
  const view = render({ model: 'lucy-2.1', input: 'screen' });
  await view.stream.start();
  await waitForColor(view.output, isSeen);
  const [track] = screens.tracks;
  expect(track?.getSettings()).toMatchObject({ width: 1088, height: 612 });
  expect(view.stream.localStream?.getTracks()).toHaveLength(1);
  expect(view.stream.localStream?.getVideoTracks()[0]).toBe(track);
  view.sandbox.closeSignaling(1006);
  await view.reached('reconnecting');
  await view.reached('generating');
  await waitForColor(view.output, isSeen);
  expect(screens.asked).toBe(1);
  expect(cameraRequests()).toBe(0);
  view.unmount();
  await expect.poll(() => track?.readyState).toBe('ended');
  await expect.poll(view.open).toEqual(ALL_CLOSED);
});

test("stopped in the browser's bar: black at once, and no camera is opened, even by a reconnect", async () => {
  const screens = watchScreens();
  const view = render({ autoStart: true, input: { width: 320, height: 180 } });
  await view.reached('generating');
  await view.stream.setInput('screen');
  await waitForColor(view.output, isSeen);
  const before = cameraRequests();
  const [track] = screens.tracks;
  track?.stop();
  track?.dispatchEvent(new Event('ended'));
  await waitForColor(view.output, isBlack);
  await expect.poll(() => view.stream.inputStatus).toBe('ended');
  view.sandbox.closeSignaling(1006);
  await view.reached('reconnecting');
  await view.reached('generating');
  await waitForColor(view.output, isBlack);
  await expect.poll(() => view.stream.inputStatus).toBe('ended');
  expect([screens.asked, cameraRequests()]).toEqual([1, before]);
  expect(view.errors).toEqual([]);
});

test('the camera goes off while the screen is shared, and the screen is no longer shared with the camera', async () => {
  const screens = watchScreens();
  const view = render({ autoStart: true, input: { width: 320, height: 180 } });
  await view.reached('generating');
  const camera = view.stream.localStream?.getVideoTracks()[0];
  await view.stream.setInput('screen');
  expect(camera?.readyState).toBe('ended');
  expect(view.stream.session.inputStore.getSnapshot()).toBe('screen');
  await view.stream.setInput({ width: 320, height: 180 });
  expect(screens.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  await waitForColor(view.output, isSeen);
  expect(view.sandbox.sessions).toHaveLength(1);
});

test('cancelled while live: the camera stays, and the error says so', async () => {
  const screens = watchScreens();
  screens.refusal = 'NotAllowedError';
  const view = render({ autoStart: true, input: { width: 320, height: 180 } });
  await view.reached('generating');
  const camera = view.stream.localStream?.getVideoTracks()[0];
  const error = await view.stream.setInput('screen').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SCREEN_DENIED', fatal: false, retryable: true });
  expect(camera?.readyState).toBe('live');
  expect(view.stream.localStream?.getVideoTracks()[0]).toBe(camera);
  expect(view.stream.session.inputStore.getSnapshot()).toEqual({ width: 320, height: 180 });
  expect(view.stream.status).toBe('generating');
});

test('cancelled at the start: it can be tried again, and no session was opened', async () => {
  const screens = watchScreens();
  screens.refusal = 'NotAllowedError';
  const view = render({ input: 'screen' });
  await view.stream.start();
  expect(view.stream.error).toMatchObject({ code: 'SCREEN_DENIED', retryable: true });
  expect(view.sandbox.sessions).toHaveLength(0);
  screens.refusal = '';
  await view.stream.start();
  await waitForColor(view.output, isSeen);
});

test('without a click: the error names the handler to call it in', async () => {
  const screens = watchScreens();
  screens.refusal = 'InvalidStateError';
  const view = render({ input: 'screen' });
  await view.stream.start();
  expect(view.stream.error?.code).toBe('SCREEN_DENIED');
  expect(view.stream.error?.message).toContain('right after a click');
});

test('a browser that has no screens to share says so', async () => {
  Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { configurable: true, value: undefined });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
  });
  const view = render({ input: 'screen' });
  await view.stream.start();
  expect(view.stream.error?.code).toBe('UNSUPPORTED_BROWSER');
});
