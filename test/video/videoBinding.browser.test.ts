import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { createVideoBinding } from '../../src/video/videoBinding';
import { blockPlayback } from '../support/blockPlayback';
import { waitForFrame } from '../support/pixels';

function picture() {
  const made = createTestPicture({ width: 320, height: 180, color: '#c02040' });
  onTestFinished(made.stop);
  return made.stream;
}

function addVideo() {
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  onTestFinished(() => video.remove());
  return video;
}

test('nobody is asked for a click any more when the video that waited for it is gone', async () => {
  onTestFinished(blockPlayback());
  const { ref, setStream, blocked } = createVideoBinding();
  setStream(picture());
  ref(addVideo());
  await expect.poll(blocked.getSnapshot).toBe(true);
  ref(null);
  await expect.poll(blocked.getSnapshot).toBe(false);

  ref(addVideo());
  await expect.poll(blocked.getSnapshot).toBe(true);
  setStream(null);
  expect(blocked.getSnapshot()).toBe(false);
});

test('a picture that an iPhone paused when it left the full screen plays on', async () => {
  const { ref, setStream } = createVideoBinding();
  const video = addVideo();
  setStream(picture());
  ref(video);
  await waitForFrame(video);
  video.pause();
  video.dispatchEvent(new Event('webkitendfullscreen'));
  await expect.poll(() => video.paused).toBe(false);
});
