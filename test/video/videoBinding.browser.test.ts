import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { HOLD_EVENT, RESUME_EVENT } from '../../src/video/holdEvents';
import { createVideoBinding } from '../../src/video/videoBinding';
import { blockPlayback } from '../support/blockPlayback';
import { hideTab } from '../support/hideTab';
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

test('no click is requested when the video that waited for it is gone', async () => {
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

test('a video that an iPhone paused when it left full screen continues to play', async () => {
  const { ref, setStream } = createVideoBinding();
  const video = addVideo();
  setStream(picture());
  ref(video);
  await waitForFrame(video);
  video.pause();
  video.dispatchEvent(new Event('webkitendfullscreen'));
  await expect.poll(() => video.paused).toBe(false);
});

test('a video that the system pauses asks for a click, and then plays', async () => {
  const { ref, setStream, blocked, resume } = createVideoBinding();
  const video = addVideo();
  setStream(picture());
  ref(video);
  await waitForFrame(video);
  video.pause();
  await expect.poll(blocked.getSnapshot).toBe(true);
  await resume();
  await expect.poll(blocked.getSnapshot).toBe(false);
  expect(video.paused).toBe(false);
});

test('a video that the user paused stays paused after a visit to another tab', async () => {
  const { ref, setStream, blocked } = createVideoBinding();
  const video = addVideo();
  video.controls = true;
  setStream(picture());
  ref(video);
  await waitForFrame(video);
  video.pause();
  await new Promise((resolve) => video.addEventListener('pause', resolve, { once: true }));
  hideTab()();
  expect(video.paused).toBe(true);
  expect(blocked.getSnapshot()).toBe(false);
});

test('a video that was paused while reconnecting shows its last frame, and continues to play', async () => {
  const { ref, setStream, blocked } = createVideoBinding();
  const video = addVideo();
  const stream = picture();
  setStream(stream);
  ref(video);
  await waitForFrame(video);
  stream.dispatchEvent(new Event(HOLD_EVENT));
  await new Promise((resolve) => video.addEventListener('pause', resolve, { once: true }));
  hideTab()();
  expect(video.paused).toBe(true);
  expect(blocked.getSnapshot()).toBe(false);
  stream.dispatchEvent(new Event(RESUME_EVENT));
  await expect.poll(() => video.paused).toBe(false);
});
