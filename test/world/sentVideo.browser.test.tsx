// The owner of a track decides what is sent, in the preview and on the wire alike.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createTestPicture } from '../../src/sandbox';
import { emptyTrack, expectMovingPicture } from '../support/pictures';
import { type Color, waitForColor } from '../support/pixels';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { replace } from '../support/replace';
import {
  cameraRequests,
  failCamera,
  muteBySystem,
  refuseMicrophoneSamples,
  tracksOf,
  unplug,
} from '../support/resources';

type View = ReturnType<typeof renderStream>;

const SMALL = { width: 320, height: 180 };
const isBlack = ({ r, g, b }: Color) => r + g + b < 30;
const isSeen = (color: Color) => !isBlack(color);
/** The time within which a privacy switch must take effect, with a margin for a slow machine. */
const SOON_MS = 3000;

function testPicture() {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new Error('a picture without a track');
  return { stream: picture.stream, track };
}

async function renderLive(options: Partial<RealtimeOptions>) {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: SMALL, ...options });
  await view.reached('generating');
  return view;
}

const isHidden = async (view: View) => waitForColor(view.output, isBlack, SOON_MS);
const isVisible = async (view: View) => waitForColor(view.output, isSeen, SOON_MS);

/** How often something other than black is seen. */
async function seenFrames(view: View, ms = 1500) {
  let seen = 0;
  const until = performance.now() + ms;
  while (performance.now() < until) {
    await waitForColor(view.output, (color) => {
      if (isSeen(color)) seen += 1;
      return true;
    });
  }
  return seen;
}

function previewTrack(view: View) {
  const track = view.stream.localStream?.getVideoTracks()[0];
  if (!track) throw new Error('there is no camera');
  return track;
}

describe('a track that is disabled', () => {
  test('of a stream of the app: black is sent, until it is enabled', async () => {
    const { stream, track } = testPicture();
    const view = await renderLive({ input: stream });
    await isVisible(view);
    await expect.poll(() => view.stream.inputStatus).toBe('live');
    track.enabled = false;
    await isHidden(view);
    await expect.poll(() => view.stream.inputStatus).toBe('disabled');
    track.enabled = true;
    await isVisible(view);
    await expect.poll(() => view.stream.inputStatus).toBe('live');
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test('of the camera, mirrored or not: black is sent', async () => {
    const view = await renderLive({ mirror: true });
    await isVisible(view);
    previewTrack(view).enabled = false;
    await isHidden(view);
    previewTrack(view).enabled = true;
    await expectMovingPicture(view);
  });

  test.each([false, true])(
    'before the start, mirrored: %s: not one frame of it is sent, nor after a reconnect',
    async (mirror) => {
      const { stream, track } = testPicture();
      track.enabled = false;
      const view = await renderLive({ input: stream, mirror });
      expect(await seenFrames(view)).toBe(0);
      view.sandbox.closeSignaling(1006);
      await view.reached('reconnecting');
      await view.reached('generating');
      expect(await seenFrames(view)).toBe(0);
      track.enabled = true;
      await isVisible(view);
    },
  );

  test('the camera, while it connects, stays off until it is enabled: unplugged, replaced, started again', async () => {
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: SMALL });
    const camera = () => view.stream.localStream?.getVideoTracks()[0];
    await expect.poll(camera).toBeDefined();
    previewTrack(view).enabled = false;
    await view.reached('generating');
    const isStillOff = async (before: MediaStreamTrack) => {
      await expect.poll(() => camera()?.readyState === 'live' && camera() !== before).toBe(true);
      await view.reached('generating');
      await expect.poll(() => view.stream.inputStatus).toBe('disabled');
      expect(await seenFrames(view, 500)).toBe(0);
      return previewTrack(view);
    };
    const first = previewTrack(view);
    unplug(first.getSettings().deviceId);
    const reopened = await isStillOff(first);
    const devices = await navigator.mediaDevices.enumerateDevices();
    const other = devices.findLast(({ kind }) => kind === 'videoinput')?.deviceId ?? '';
    await view.stream.setInput(other);
    const chosen = await isStillOff(reopened);
    await view.stream.stop();
    void view.stream.start();
    const restarted = await isStillOff(chosen);
    restarted.enabled = true;
    await isVisible(view);
  });

  test.each([
    ['stays off', false],
    ['is enabled again', true],
  ])('while it connects: nothing goes out; then it %s', async (_, again) => {
    const { stream, track } = testPicture();
    const clones: MediaStreamTrack[] = [];
    const cloneTrack = track.clone.bind(track);
    onTestFinished(
      replace(track, 'clone', () => {
        const clone = cloneTrack();
        clones.push(clone);
        return clone;
      }),
    );
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: stream });
    const release = view.sandbox.hold('publish');
    // The connection has its own.
    await expect.poll(() => clones).toHaveLength(1);
    track.enabled = false;
    await expect.poll(() => clones[0]?.enabled).toBe(false);
    if (again) track.enabled = true;
    expect(view.stream.status).toBe('connecting');
    release();
    await view.reached('generating');
    if (again) await isVisible(view);
    else expect(await seenFrames(view, 500)).toBe(0);
  });
});

describe('a track that ends', () => {
  test('stopped by the app: black is sent, nothing of the camera is left on, and a new track is shown', async () => {
    const camera = await navigator.mediaDevices.getUserMedia({ video: SMALL });
    const [track] = camera.getVideoTracks();
    const view = await renderLive({ input: camera });
    await isVisible(view);
    const id = track?.getSettings().deviceId;
    expect(tracksOf(id)).not.toEqual([]);
    track?.stop();
    await isHidden(view);
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
    await expect.poll(() => tracksOf(id)).toEqual([]);
    camera.addTrack(testPicture().track);
    await isVisible(view);
    await expect.poll(() => view.stream.inputStatus).toBe('live');
  });

  test("the hook's camera, stopped by the app: it stays off, even after a reconnect", async () => {
    const view = await renderLive({});
    await isVisible(view);
    const id = previewTrack(view).getSettings().deviceId;
    previewTrack(view).stop();
    await isHidden(view);
    await expect.poll(() => tracksOf(id)).toEqual([]);
    const before = cameraRequests();
    view.sandbox.closeSignaling(1006);
    await view.reached('reconnecting');
    await view.reached('generating');
    await isHidden(view);
    expect(cameraRequests()).toBe(before);
    expect(tracksOf(id)).toEqual([]);
  });

  test('unshared by the browser: not its last frame, but black', async () => {
    const { stream, track } = testPicture();
    const view = await renderLive({ input: stream });
    await isVisible(view);
    track.stop();
    track.dispatchEvent(new Event('ended'));
    await isHidden(view);
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
  });

  test('removed from its stream: no longer sent', async () => {
    const { stream, track } = testPicture();
    const view = await renderLive({ input: stream });
    await isVisible(view);
    stream.removeTrack(track);
    await isHidden(view);
    await expect.poll(() => view.stream.inputStatus).toBe('none');
  });
});

describe('a camera that is muted', () => {
  test('by its key: no other is opened, nothing is reported as gone, and it is shown when unmuted', async () => {
    const view = await renderLive({});
    await isVisible(view);
    const track = previewTrack(view);
    const before = cameraRequests();
    muteBySystem(track);
    await isHidden(view);
    await expect.poll(() => view.stream.inputStatus).toBe('muted');
    // For a while: opening another camera takes less than ten frames of black.
    const frames = () => view.sandbox.sessions[0]?.framesReceived ?? 0;
    const framesBefore = frames();
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(framesBefore + 10);
    expect(cameraRequests()).toBe(before);
    expect(previewTrack(view)).toBe(track);
    expect(view.errors).toEqual([]);
    muteBySystem(track, false);
    await isVisible(view);
  });
});

describe('a track that is on and never sends a frame', () => {
  const emptyStream = () => new MediaStream([emptyTrack()]);

  test('the camera: the error names it, in one session, and nothing is left on', {
    tags: ['long'],
  }, async () => {
    onTestFinished(replace(navigator.mediaDevices, 'getUserMedia', async () => emptyStream()));
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: SMALL });
    await view.reached('error');
    expect(view.errors).toEqual(['CAMERA_NO_FRAMES']);
    expect(view.sandbox.sessions).toHaveLength(1);
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('a stream of the app: it counts as muted, and the session continues', async () => {
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: emptyStream() });
    await view.reached('generating');
    await expect.poll(() => view.stream.inputStatus, { timeout: 20_000 }).toBe('muted');
    await isHidden(view);
    expect(view.errors).toEqual([]);
    expect(view.sandbox.sessions).toHaveLength(1);
  });
});

describe('devices that were not requested', () => {
  test('a stream of another window is sent, and no camera is opened', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    onTestFinished(() => frame.remove());
    const { MediaStream: Foreign } = frame.contentWindow as unknown as typeof globalThis;
    const view = await renderLive({ input: new Foreign(testPicture().stream.getTracks()) });
    await isVisible(view);
    expect(cameraRequests()).toBe(0);
  });

  test("a microphone that the browser can't process: the video is sent, and the error is not fatal", async () => {
    refuseMicrophoneSamples();
    const view = await renderLive({ microphone: true });
    await isVisible(view);
    expect(view.errors).toEqual(['MICROPHONE_UNSUPPORTED']);
    view.unmount();
    await expect.poll(() => view.open().liveTracks).toBe(0);
  });
});

describe('a device that a person chose, and that is gone at the next start', () => {
  test('another camera is used, and a message says so', async () => {
    const view = await renderLive({});
    const devices = await navigator.mediaDevices.enumerateDevices();
    const other = devices.findLast(({ kind }) => kind === 'videoinput')?.deviceId ?? '';
    await view.stream.setInput(other);
    await view.stream.stop();
    const plugIn = failCamera('OverconstrainedError', (constraints) =>
      JSON.stringify(constraints).includes(other),
    );
    void view.stream.start();
    await view.reached('generating');
    expect(view.errors).toEqual(['CAMERA_REPLACED']);
    plugIn();
    await view.stream.stop();
    void view.stream.start();
    await view.reached('generating');
    expect(previewTrack(view).getSettings().deviceId).toBe(other);
  });
});
