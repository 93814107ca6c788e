import { describe, expect, onTestFinished, test } from 'vitest';
import { hideTab } from '../support/hideTab';
import {
  cameraOf,
  deviceOf,
  expectUndisturbed,
  isFor,
  LIVE,
  otherCamera,
  renderLive,
  SMALL,
} from '../support/liveCamera';
import { expectMovingPicture } from '../support/pictures';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests, failCamera, muteBySystem, pretendPermission, unplug } from '../support/resources';

/** The camera that the browser gives, closed again. */
async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: SMALL });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('no camera');
  track.stop();
  return track;
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
