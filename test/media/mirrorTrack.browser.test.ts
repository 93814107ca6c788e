import { describe, expect, onTestFinished, test } from 'vitest';
import { isMirrored, mirrorTrack } from '../../src/media/mirrorTrack';
import { stopAll } from '../../src/media/tracks';
import { createTestPicture } from '../../src/sandbox';
import { hideTab } from '../support/hideTab';
import { watchOwnResources } from '../support/ownResources';
import { isBlue, isRed } from '../support/pictures';
import { averageColor, showStream } from '../support/pixels';

/** As in Firefox and Safari, which don't expose frames to the page. */
function withoutInsertableStreams() {
  for (const name of ['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator']) {
    const value: unknown = Reflect.get(globalThis, name);
    Reflect.deleteProperty(globalThis, name);
    onTestFinished(() => void Reflect.set(globalThis, name, value));
  }
}

/** A track whose left and right have these colors, which can be changed. */
function twoColors(left: string, right: string) {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 36;
  const context = canvas.getContext('2d');
  const colors = { left, right };
  const timer = setInterval(() => {
    if (!context) return;
    context.fillStyle = colors.left;
    context.fillRect(0, 0, 32, 36);
    context.fillStyle = colors.right;
    context.fillRect(32, 0, 32, 36);
  }, 33);
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error('The canvas has no track.');
  onTestFinished(() => {
    clearInterval(timer);
    track.stop();
  });
  return { track, colors };
}

function show(track: MediaStreamTrack) {
  const video = showStream(new MediaStream([track]));
  onTestFinished(() => {
    video.remove();
    track.stop();
  });
  const colorAt = (x: number) => () => averageColor(video, { x, y: 0.2, width: 0.2, height: 0.6 });
  return { left: colorAt(0.1), right: colorAt(0.7) };
}

describe.each([
  ['a browser that exposes frames', () => {}],
  ['a browser that does not', withoutInsertableStreams],
])('in %s', (_, prepare) => {
  test('left and right are swapped', async () => {
    prepare();
    const picture = show(mirrorTrack(twoColors('red', 'blue').track));
    await expect.poll(picture.left).toSatisfy(isBlue);
    await expect.poll(picture.right).toSatisfy(isRed);
  });

  test('in a hidden tab the video keeps moving', async () => {
    prepare();
    const { track, colors } = twoColors('red', 'blue');
    const picture = show(mirrorTrack(track));
    await expect.poll(picture.left).toSatisfy(isBlue);
    hideTab();
    Object.assign(colors, { left: 'blue', right: 'red' });
    await expect.poll(picture.left).toSatisfy(isRed);
  });

  test('stopped, it releases the camera and all of its own resources', () => {
    prepare();
    const own = watchOwnResources();
    onTestFinished(own.stop);
    const { track } = twoColors('red', 'blue');
    const mirrored = mirrorTrack(track);
    mirrored.stop();
    expect(track.readyState).toBe('ended');
    expect(own.timers()).toEqual([]);
  });
});

test("`'auto'`: the camera of a computer, which does not say where it faces; no canvas, and no rear camera", async () => {
  const camera = await navigator.mediaDevices.getUserMedia({ video: true });
  const [track] = camera.getVideoTracks();
  const [canvas] = createTestPicture({ width: 32, height: 18 }).stream.getVideoTracks();
  if (!track || !canvas) throw new Error('no track');
  onTestFinished(() => stopAll([track, canvas]));
  expect(isMirrored(track, 'auto')).toBe(true);
  expect(isMirrored(canvas, 'auto')).toBe(false);
  Object.defineProperty(track, 'label', { value: 'camera2 0, facing back' });
  expect(isMirrored(track, 'auto')).toBe(false);
});
