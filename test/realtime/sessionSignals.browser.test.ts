import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionSignals } from '../../src/realtime/sessionSignals';
import { createTestPicture } from '../../src/sandbox';
import { muteBySystem } from '../support/resources';

const LIMITS = { beforePicture: 15_000, betweenTicks: 6000, afterOnline: 2000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const seconds: number[] = [];
  const signals = createSessionSignals((total) => seconds.push(total));
  const onSilence = vi.fn();
  const stop = signals.watchSilence(LIMITS, onSilence);
  return { signals, seconds, onSilence, stop };
}

test('a session that is connected and never shows anything counts as lost', () => {
  const { onSilence, stop } = watch();
  vi.advanceTimersByTime(15_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(onSilence).toHaveBeenCalledOnce();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('with a picture, it may take a while before it ticks', () => {
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

test('a track that exists but delivers no picture counts as dark, too', () => {
  const { signals, onSilence } = watch();
  const picture = createTestPicture({ width: 32, height: 18 });
  const [track] = picture.stream.getVideoTracks();
  // Like a remote track until its first packet.
  if (track) muteBySystem(track);
  signals.show(picture.stream);
  vi.advanceTimersByTime(16_000);
  expect(onSilence).toHaveBeenCalledOnce();
  picture.stop();
});

test('once it has ticked, silence counts as lost', () => {
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

test("if a service counts from 0 again after a reconnect, the user's count continues", () => {
  const { signals, seconds } = watch();
  for (const second of [1, 2, 3]) signals.tick(second);
  signals.connect();
  for (const second of [0, 1, 2]) signals.tick(second);
  expect(seconds).toEqual([1, 2, 3, 3, 4, 5]);
  expect(signals.total(2)).toBe(5);
});

test("scripts that were paused (a dialog, a sleeping phone) don't count as silence: messages sent meanwhile are read first", () => {
  const { signals, onSilence } = watch();
  signals.tick(1);
  const asleep = performance.now() + 60_000;
  const now = vi.spyOn(performance, 'now').mockReturnValue(asleep);
  vi.advanceTimersByTime(1000);
  expect(onSilence).not.toHaveBeenCalled();
  now.mockReturnValue(asleep + 1000);
  signals.tick(61);
  vi.advanceTimersByTime(1000);
  expect(onSilence).not.toHaveBeenCalled();
  now.mockReturnValue(asleep + 3000);
  vi.advanceTimersByTime(1000);
  now.mockReturnValue(asleep + 5500);
  vi.advanceTimersByTime(1000);
  now.mockReturnValue(asleep + 7500);
  vi.advanceTimersByTime(1000);
  expect(onSilence).toHaveBeenCalled();
  now.mockRestore();
});
