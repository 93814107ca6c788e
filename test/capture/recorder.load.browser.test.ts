import { expect, it, onTestFinished } from 'vitest';
import { createRecorder } from '../../src/capture/recorder';
import { createTestPicture } from '../../src/sandbox';
import { createStore } from '../../src/store/store';

/** A recorder whose code for files loads when the test allows it, or fails like a missing chunk. */
function setUp() {
  const picture = createTestPicture({ width: 320, height: 180, color: '#c02040' });
  onTestFinished(picture.stop);
  const waiting: { come(): void; fail(): void }[] = [];
  const recorder = createRecorder(
    () =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('Failed to fetch dynamically imported module'));
        waiting.push({ come: () => resolve(import('../../src/capture/recordedFiles')), fail });
      }),
  );
  const leave = recorder.follow(createStore({ status: 'generating', remoteStream: picture.stream }));
  onTestFinished(leave);
  return {
    recorder,
    status: () => recorder.getSnapshot().status,
    come: () => waiting.forEach(({ come }) => void come()),
    fail: () => waiting.forEach(({ fail }) => void fail()),
  };
}

it('does not lose a press before the code has come', async () => {
  const { recorder, status, come } = setUp();
  recorder.start();
  expect(status()).toBe('waiting');
  come();
  await expect.poll(status).toBe('recording');
});

it('records nothing if that press was taken back', async () => {
  const { recorder, status, come } = setUp();
  recorder.start();
  expect(await recorder.stop()).toBeNull();
  expect(status()).toBe('idle');
  come();
  await import('../../src/capture/recordedFiles');
  expect(status()).toBe('idle');
});

it('says nothing if the code fails to come before a press, and reports it to the press', async () => {
  const { recorder, status, fail } = setUp();
  fail();
  // The failure is known by the next task.
  await new Promise((resolve) => setTimeout(resolve));
  expect(recorder.getSnapshot()).toMatchObject({ status: 'idle', error: null });
  recorder.start();
  expect(status()).toBe('waiting');
  fail();
  await expect
    .poll(() => recorder.getSnapshot())
    .toMatchObject({ status: 'idle', error: { code: 'UNSUPPORTED_BROWSER', retryable: false } });
});
