import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type InputStatus, watchInputStatus } from '../../src/media/inputStatus';
import { createTestPicture } from '../../src/sandbox';
import { emptyTrack } from '../support/pictures';
import { muteBySystem } from '../support/resources';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function watch(track: MediaStreamTrack) {
  const stopped = new AbortController();
  onTestFinished(() => stopped.abort());
  const changes: InputStatus[] = [];
  const onNoFrames = vi.fn();
  const read = watchInputStatus(track, { onChange: () => changes.push(read()), onNoFrames }, stopped.signal);
  return { read, changes, onNoFrames };
}

test('a camera that opens but sends no video: muted after a moment, and reported once', () => {
  const { read, changes, onNoFrames } = watch(emptyTrack());
  expect(read()).toBe('live');
  vi.advanceTimersByTime(3000);
  expect(changes).toEqual(['muted']);
  expect(onNoFrames).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onNoFrames).toHaveBeenCalledOnce();
});

test('a hidden page says nothing about the camera', () => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  onTestFinished(() => void Reflect.deleteProperty(document, 'visibilityState'));
  const { read, onNoFrames } = watch(emptyTrack());
  vi.advanceTimersByTime(60_000);
  expect(read()).toBe('live');
  expect(onNoFrames).not.toHaveBeenCalled();
});

test('disabled by a script, muted by the system, stopped: each is noticed', async () => {
  const picture = createTestPicture({ width: 32, height: 18 });
  onTestFinished(picture.stop);
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new Error('a picture without a track');
  const { changes, onNoFrames } = watch(track);
  const steps: [() => void, InputStatus][] = [
    [() => (track.enabled = false), 'disabled'],
    [() => (track.enabled = true), 'live'],
    [() => muteBySystem(track), 'muted'],
    [() => muteBySystem(track, false), 'live'],
    [() => track.stop(), 'ended'],
  ];
  for (const [change] of steps) {
    change();
    vi.advanceTimersByTime(300);
  }
  expect(changes).toEqual(steps.map(([, status]) => status));
  expect(onNoFrames).not.toHaveBeenCalled();
});
