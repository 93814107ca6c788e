import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionSignals } from '../../src/realtime/sessionSignals';
import { createTestPicture } from '../../src/sandbox';
import { muteBySystem } from '../support/resources';

const LIMITS = { beforePicture: 15_000, betweenTicks: 6000, afterOnline: 2000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const signals = createSessionSignals();
  const onSilence = vi.fn();
  const stop = signals.watchSilence(LIMITS, onSilence);
  return { signals, onSilence, stop };
}

test('a session that is connected and never shows anything is a loss', () => {
  const { onSilence, stop } = watch();
  vi.advanceTimersByTime(15_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(onSilence).toHaveBeenCalledOnce();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('with a picture it may take its time to tick', () => {
  const { signals, onSilence } = watch();
  const picture = createTestPicture({ width: 32, height: 18 });
  signals.show(picture.stream);
  vi.advanceTimersByTime(60_000);
  expect(onSilence).not.toHaveBeenCalled();
  signals.hold();
  vi.advanceTimersByTime(1000);
  expect(onSilence).toHaveBeenCalled();
  picture.stop();
});

test('a track that is there, and brings no picture, is darkness too', () => {
  const { signals, onSilence } = watch();
  const picture = createTestPicture({ width: 32, height: 18 });
  const [track] = picture.stream.getVideoTracks();
  // As what comes over the network is until its first packet.
  if (track) muteBySystem(track);
  signals.show(picture.stream);
  vi.advanceTimersByTime(16_000);
  expect(onSilence).toHaveBeenCalledOnce();
  picture.stop();
});

test('once it ticked, silence is a loss', () => {
  const { signals, onSilence } = watch();
  for (let second = 1; second <= 30; second += 1) {
    signals.tick(second);
    vi.advanceTimersByTime(1000);
  }
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(7000);
  expect(onSilence).toHaveBeenCalled();
});

test('when the network is back, it has two seconds to tick', () => {
  const { signals, onSilence } = watch();
  signals.tick(1);
  dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(1900);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(onSilence).toHaveBeenCalledOnce();
});
