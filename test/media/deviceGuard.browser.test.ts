import { expect, onTestFinished, test } from 'vitest';
import { guardDevice } from '../../src/media/deviceGuard';
import { createTestPicture } from '../../src/sandbox';
import { pretendPermission } from '../support/resources';

function camera(): MediaStreamTrack {
  const picture = createTestPicture({ width: 32, height: 18 });
  onTestFinished(picture.stop);
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new Error('a picture without a track');
  return track;
}

/** Waits for some microtasks. */
async function hop(count: number) {
  for (let i = 0; i < count; i++) await null;
}

test('stopped at any moment while a lost camera is reopened: none is left on', async () => {
  // Answers in microtasks.
  pretendPermission('camera', 'granted');
  const left: number[] = [];
  let handedOver = 0;
  for (let count = 0; count < 20; count++) {
    const [lost, found] = [camera(), camera()];
    let answer = () => {};
    const opening = new Promise<MediaStreamTrack>((resolve) => {
      answer = () => resolve(found);
    });
    let isOurs = false;
    const stopped = new AbortController();
    lost.stop();
    guardDevice(
      lost,
      {
        device: 'camera',
        choice: {},
        open: () => opening,
        onTrack() {
          handedOver += 1;
          isOurs = true;
        },
        onLost() {},
      },
      stopped.signal,
    );
    answer();
    await hop(count);
    stopped.abort();
    // Waits for the next task, after all microtasks.
    await new Promise((resolve) => setTimeout(resolve));
    if (!isOurs && found.readyState === 'live') left.push(count);
  }
  expect(left).toEqual([]);
  expect(handedOver).toBeGreaterThan(0);
});
