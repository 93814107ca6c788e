import { describe, expect, onTestFinished, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { hideTab } from '../support/hideTab';
import { expectMovingPicture, expectSides, isBlue, isRed, stripes } from '../support/pictures';
import { waitForColor } from '../support/pixels';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import {
  cameraRequests,
  failCamera,
  holdCamera,
  muteBySystem,
  openResources,
  pretendPermission,
  tracksOf,
  unplug,
} from '../support/resources';

const SMALL = { width: 320, height: 180 };
const LIVE = { model: 'lucy-2.5', autoStart: true, input: SMALL } as const;
type View = ReturnType<typeof renderStream>;

async function renderLive(options: Partial<RealtimeOptions> = {}) {
  const view = renderStream({ ...LIVE, ...options });
  await view.reached('generating');
  return view;
}

const cameraOf = (view: View) => view.stream.localStream?.getVideoTracks()[0];
const deviceOf = (view: View) => cameraOf(view)?.getSettings().deviceId;
const isFor = (deviceId: string | undefined) => (constraints: MediaStreamConstraints) =>
  JSON.stringify(constraints).includes(String(deviceId));

async function otherCamera(view: View) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const other = devices.findLast(
    ({ kind, deviceId }) => kind === 'videoinput' && deviceId !== deviceOf(view),
  );
  return other?.deviceId ?? '';
}

/** The camera that the browser gives, closed again. */
async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: SMALL });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('no camera');
  track.stop();
  return track;
}

/** It is still the first session, without an error. */
function expectUndisturbed(view: View) {
  expect(view.stream.status).toBe('generating');
  expect(view.statuses).toEqual(['connecting', 'connected', 'generating']);
  expect(view.sandbox.sessions).toHaveLength(1);
}

describe('a camera that goes away', () => {
  test('unplugged for a moment: it is reopened, and shown', async () => {
    const view = await renderLive();
    const [first, device] = [cameraOf(view), deviceOf(view)];
    unplug(device);
    await expect.poll(() => cameraOf(view)?.readyState).toBe('live');
    expect(cameraOf(view)).not.toBe(first);
    expect(deviceOf(view)).toBe(device);
    await expectMovingPicture(view);
    expectUndisturbed(view);
    expect(view.errors).toEqual([]);
  });

  test('gone for good: the other camera takes its place', async () => {
    const view = await renderLive();
    const [device, other] = [deviceOf(view), await otherCamera(view)];
    onTestFinished(failCamera('NotFoundError', isFor(device)));
    // The browser would choose one of the others.
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) =>
      getUserMedia(
        isFor(device)(constraints ?? {}) ? constraints : { video: { ...SMALL, deviceId: { exact: other } } },
      );
    unplug(device);
    await expect.poll(() => deviceOf(view)).toBe(other);
    await expectMovingPicture(view);
    expectUndisturbed(view);
    expect(view.errors).toEqual([]);
  });

  test('the one that the app requires: no other is opened, and it is reopened when it is back', async () => {
    const { deviceId: exact = '' } = (await openCamera()).getSettings();
    const view = await renderLive({ input: { ...SMALL, deviceId: { exact } } });
    const plugIn = failCamera('OverconstrainedError', isFor(exact));
    const before = cameraRequests();
    unplug(exact);
    await expect.poll(() => view.errors).toEqual(['CAMERA_LOST']);
    expect(cameraRequests()).toBe(before);
    plugIn();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await expectMovingPicture(view);
    expect(deviceOf(view)).toBe(exact);
    expectUndisturbed(view);
  });

  test('none left: reported once, the session continues, and a camera that is plugged in is used', async () => {
    const errors: boolean[] = [];
    const view = await renderLive({ onError: ({ fatal }) => errors.push(fatal) });
    let asked = 0;
    const plugIn = failCamera('NotFoundError', () => {
      asked += 1;
      return true;
    });
    unplug(deviceOf(view));
    await expect.poll(() => view.errors).toEqual(['CAMERA_LOST']);
    for (let i = 0; i < 2; i++) {
      const before = asked;
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await expect.poll(() => asked).toBeGreaterThan(before);
    }
    plugIn();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await expectMovingPicture(view);
    expectUndisturbed(view);
    expect(view.errors).toEqual(['CAMERA_LOST']);
    expect(errors).toEqual([false]);
  });

  test('muted by the system while the page was hidden, and not unmuted: it is reopened', {
    tags: ['long'],
  }, async () => {
    const view = await renderLive();
    const first = cameraOf(view);
    const showTab = hideTab();
    if (first) muteBySystem(first);
    showTab();
    await expect.poll(() => cameraOf(view) !== first).toBe(true);
    expect(first?.readyState).toBe('ended');
    await expectMovingPicture(view);
    expectUndisturbed(view);
  });

  test('its permission withdrawn: reported, and it is reopened as soon as permission is granted again', async () => {
    const setPermission = pretendPermission('camera', 'granted');
    const view = await renderLive();
    let asked = 0;
    const allow = failCamera('NotAllowedError', () => {
      asked += 1;
      return true;
    });
    setPermission('denied');
    unplug(deviceOf(view));
    await expect.poll(() => view.errors).toEqual(['CAMERA_LOST']);
    // Returning to the page must not show a prompt.
    const before = asked;
    dispatchEvent(new Event('focus'));
    expect(asked).toBe(before);
    allow();
    setPermission('granted');
    await expectMovingPicture(view);
    expectUndisturbed(view);
  });

  test('taken by another application: reopened as soon as it is free, which no event reports', {
    tags: ['long'],
  }, async () => {
    const view = await renderLive();
    for (const notice of [() => dispatchEvent(new Event('focus')), () => {}]) {
      const letGo = failCamera('NotReadableError');
      unplug(deviceOf(view));
      await expect.poll(() => view.errors.at(-1)).toBe('CAMERA_LOST');
      letGo();
      notice();
      await expect.poll(() => cameraOf(view)?.readyState).toBe('live');
      await expectMovingPicture(view);
    }
    expectUndisturbed(view);
  });

  test('gone while the permission prompt is open: an error, no crash, and the microphone is off', async () => {
    const view = renderStream({ ...LIVE, microphone: true });
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      for (const track of stream.getVideoTracks()) track.stop();
      return stream;
    };
    onTestFinished(() => {
      mediaDevices.getUserMedia = getUserMedia;
    });
    await view.reached('error');
    expect(view.stream.error?.code).toBe('CAMERA_NOT_FOUND');
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });
});

describe('another input in a live session', () => {
  test('the other camera, by its id: it is shown without a reconnect, and the first is off', async () => {
    const view = await renderLive();
    const first = cameraOf(view);
    const other = await otherCamera(view);
    await view.stream.setInput(other);
    expect(deviceOf(view)).toBe(other);
    expect(first?.readyState).toBe('ended');
    await expectMovingPicture(view);
    expectUndisturbed(view);
    await view.stream.stop();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('your own stream, none, and a camera again', async () => {
    const view = await renderLive();
    const own = stripes('red');
    await view.stream.setInput(own);
    await waitForColor(view.output, isRed);
    // Checks what is sent and shown; the camera is off.
    await expect.poll(() => openResources().liveTracks).toBe(2);
    await view.stream.setInput(null);
    await waitForColor(view.output, ({ r, g, b }) => r + g + b < 60);
    expect(view.stream.localStream).toBeNull();
    await view.stream.setInput(SMALL);
    await expectMovingPicture(view);
    expectUndisturbed(view);
    expect(own.getVideoTracks()[0]?.readyState).toBe('live');
  });

  test('a swapped input stays mirrored, and the mirror can be turned off', async () => {
    const view = await renderLive({ input: stripes('green', 'green'), mirror: true });
    await view.stream.setInput(stripes('red', 'blue'));
    await expectSides(view, isBlue, isRed);
    view.render({ mirror: false });
    await expectSides(view, isRed, isBlue);
    expectUndisturbed(view);
  });

  test('your own stream gets other tracks: the new ones are shown', async () => {
    const input = stripes('red');
    const view = await renderLive({ input });
    await waitForColor(view.output, isRed);
    const [next] = stripes('blue').getVideoTracks();
    for (const track of input.getTracks()) {
      input.removeTrack(track);
      track.stop();
    }
    if (next) input.addTrack(next);
    await waitForColor(view.output, isBlue);
    expectUndisturbed(view);
  });

  test("an input that can't be opened is refused, and the old picture stays", async () => {
    const view = await renderLive();
    const first = cameraOf(view);
    await expect(view.stream.setInput('no-such-camera')).rejects.toMatchObject({
      code: 'CAMERA_NOT_FOUND',
      fatal: false,
    });
    expect(cameraOf(view)).toBe(first);
    view.render({ input: { deviceId: { exact: 'no-such-camera' } } });
    await expect.poll(() => view.errors).toEqual(['CAMERA_NOT_FOUND']);
    expect(cameraOf(view)).toBe(first);
    await expectMovingPicture(view);
    expectUndisturbed(view);
  });

  describe('on a phone that opens one camera at a time', () => {
    test('the old one goes first', async () => {
      const view = await renderLive();
      const [device, other] = [deviceOf(view), await otherCamera(view)];
      const isBusy = () => tracksOf(device).length > 0;
      onTestFinished(failCamera('NotReadableError', (request) => isFor(other)(request) && isBusy()));
      await view.stream.setInput(other);
      expect(deviceOf(view)).toBe(other);
      await expectMovingPicture(view);
      expectUndisturbed(view);
    });

    test('the old one comes back when the new one fails', { tags: ['long'] }, async () => {
      const view = await renderLive();
      const [first, device, other] = [cameraOf(view), deviceOf(view), await otherCamera(view)];
      onTestFinished(failCamera('NotReadableError', isFor(other)));
      await expect(view.stream.setInput(other)).rejects.toMatchObject({ code: 'CAMERA_IN_USE' });
      await expect.poll(() => cameraOf(view)).not.toBe(first);
      expect(deviceOf(view)).toBe(device);
      await expectMovingPicture(view);
      expectUndisturbed(view);
    });
  });

  test('in the middle of a move to another node: it is still shown', { tags: ['long'] }, async () => {
    const view = await renderLive();
    const release = view.sandbox.hold('publish');
    view.sandbox.moveNode();
    await expect.poll(() => view.sandbox.waitingAt('publish')).toBe(1);
    await view.stream.setInput(stripes('red'));
    release();
    await waitForColor(view.output, isRed);
    expectUndisturbed(view);
    // Checks what is sent and shown; the camera is off.
    await expect.poll(() => openResources().liveTracks).toBe(2);
  });

  test('two at once: the newest is shown, and the other camera is off', async () => {
    const view = await renderLive();
    const camera = holdCamera();
    const other = await otherCamera(view);
    const swaps = [view.stream.setInput(other), view.stream.setInput({ ...SMALL, frameRate: 5 })];
    await camera.release();
    await Promise.all(swaps);
    expect(cameraOf(view)?.getSettings().frameRate).toBe(5);
    expect(deviceOf(view)).not.toBe(other);
    await expectMovingPicture(view);
    // The camera, its clone that is sent, and the preview.
    await expect.poll(() => openResources().liveTracks).toBe(3);
    expect(view.errors).toEqual([]);
  });
});

describe('another input before the session is live', () => {
  test('while idle, by call or by prop: the session starts with it', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    await view.stream.setInput(stripes('red'));
    await view.stream.start();
    await waitForColor(view.output, isRed);
    await view.stream.stop();
    view.render({ input: stripes('blue') });
    await view.stream.start();
    await waitForColor(view.output, isBlue);
    expect(cameraRequests()).toBe(0);
  });

  test('while the permission prompt is open: the session starts with it, and the camera that comes is turned off', async () => {
    pretendPermission('camera', 'prompt');
    const view = renderStream(LIVE);
    const camera = holdCamera();
    await expect.poll(cameraRequests).toBe(1);
    await view.stream.setInput(stripes('red'));
    await view.reached('generating');
    await waitForColor(view.output, isRed);
    await camera.release();
    expectUndisturbed(view);
    await view.stream.stop();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('stopped in the middle of a swap, the next start begins with what was chosen', async () => {
    const view = await renderLive();
    const other = await otherCamera(view);
    const camera = holdCamera();
    const swap = view.stream.setInput(other);
    await view.stream.stop();
    await camera.release();
    await swap;
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    await view.stream.start();
    await view.reached('generating');
    expect(deviceOf(view)).toBe(other);
  });
});
