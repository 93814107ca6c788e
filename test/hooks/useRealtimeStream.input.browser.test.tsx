import { describe, expect, onTestFinished, test } from 'vitest';
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
import { expectMovingPicture, expectSides, isBlack, isBlue, isRed, stripes } from '../support/pictures';
import { waitForColor } from '../support/pixels';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import {
  cameraRequests,
  failCamera,
  holdCamera,
  openMicrophones,
  openResources,
  pretendPermission,
  tracksOf,
} from '../support/resources';

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

    test('nothing says meanwhile that the video has ended; if no camera opens, it does', async () => {
      const view = await renderLive();
      const { session } = view.stream;
      const told: string[] = [];
      onTestFinished(session.subscribe(() => told.push(session.getSnapshot().inputStatus)));
      const first = cameraOf(view);
      const camera = holdCamera();
      const flip = view.stream.setInput({ ...SMALL, facingMode: 'user' });
      await expect.poll(() => first?.readyState).toBe('ended');
      await waitForColor(view.output, isBlack);
      await camera.release();
      await flip;
      expect(cameraOf(view)).not.toBe(first);
      expect(told).not.toContain('ended');
      onTestFinished(failCamera('NotReadableError'));
      await expect(view.stream.setInput({ facingMode: 'user' })).rejects.toMatchObject({
        code: 'CAMERA_IN_USE',
      });
      expect(view.stream.inputStatus).toBe('ended');
    });

    test('stopped while the old one is reopened: nothing is shown any more', async () => {
      const view = await renderLive();
      const before = cameraRequests();
      const camera = holdCamera();
      const repair = failCamera('NotFoundError', isFor('user'));
      const flip = view.stream.setInput({ facingMode: { exact: 'user' } });
      flip.catch(() => {});
      // The old one.
      await expect.poll(cameraRequests).toBe(before + 1);
      await view.stream.stop();
      repair();
      await camera.release();
      await expect(flip).rejects.toMatchObject({ code: 'CAMERA_NOT_FOUND' });
      expect(view.stream.session.getSnapshot()).toMatchObject({
        status: 'idle',
        localStream: null,
        inputStatus: 'none',
      });
      await expect.poll(view.open).toEqual(ALL_CLOSED);
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
  test('a device whose id is not known yet is any device', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    await view.stream.setInput('');
    await view.stream.setMicrophone('');
    await view.stream.start();
    expect(cameraOf(view)?.readyState).toBe('live');
    await expect.poll(openMicrophones).toBe(1);
  });

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
