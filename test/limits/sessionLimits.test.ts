import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LimitOptions } from '../../src/limits/nextLimit';
import { createSessionLimits, type SessionEnding } from '../../src/limits/sessionLimits';
import { isActive, isLive, type RealtimeStatus } from '../../src/realtime/machine';
import { createStore } from '../../src/store/store';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 28) }));
afterEach(() => void vi.useRealTimers());

/** A session that has been live for 0 seconds; `pass` advances the seconds of video. */
function setUp(options: LimitOptions) {
  const seconds = createStore(0);
  const page = { isHidden: false, onActivity() {}, onVisibility() {}, isWatched: false };
  const endings: SessionEnding[] = [];
  const ends: string[] = [];
  const status = createStore<{ status: RealtimeStatus }>({ status: 'idle' });
  const endingStore = createStore<SessionEnding | null>(null);
  const secondsLimitStore = createStore<number | null>(null);
  const limits = createSessionLimits({
    ending: endingStore,
    secondsLimit: secondsLimitStore,
    session: status,
    isActive: () => isActive(status.getSnapshot().status),
    isLive: () => isLive(status.getSnapshot().status),
    seconds,
    onEnding: (ending) => endings.push(ending),
    onEnd(reason) {
      ends.push(`${reason} at ${seconds.getSnapshot()}`);
      // It closes its camera first.
      status.set({ status: 'generating' });
      status.set({ status: 'ended' });
    },
    presence: {
      isHidden: () => page.isHidden,
      watch(callbacks) {
        Object.assign(page, callbacks, { isWatched: true });
        return () => {
          page.isWatched = false;
        };
      },
    },
  });
  limits.setOptions(options);
  status.set({ status: 'connecting' });
  status.set({ status: 'connected' });
  status.set({ status: 'generating' });
  const pass = async (count: number) => {
    for (let index = 0; index < count && ends.length === 0; index++) {
      await vi.advanceTimersByTimeAsync(1000);
      seconds.set(seconds.getSnapshot() + 1);
    }
  };
  const hide = (isHidden: boolean) => {
    page.isHidden = isHidden;
    page.onVisibility();
  };
  return { limits, endingStore, secondsLimitStore, status, seconds, page, endings, ends, pass, hide };
}

describe('maxDurationSeconds', () => {
  it('ends the session at its limit, and warns once, ten seconds before', async () => {
    const { endings, ends, pass, page, endingStore, secondsLimitStore } = setUp({ maxDurationSeconds: 60 });
    expect(secondsLimitStore.getSnapshot()).toBe(60);
    await pass(49);
    expect(endings).toEqual([]);
    await pass(1);
    expect(endings).toMatchObject([{ reason: 'max_duration', endsAt: Date.now() + 10_000 }]);
    await pass(20);
    expect(endings).toHaveLength(1);
    expect(ends).toEqual(['max_duration at 60']);
    expect(endingStore.getSnapshot()).toBeNull();
    expect(page.isWatched).toBe(false);
  });

  it('counts seconds of video, not those of a reconnect', async () => {
    const { ends, pass } = setUp({ maxDurationSeconds: 20 });
    await pass(15);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ends).toEqual([]);
    await pass(5);
    expect(ends).toEqual(['max_duration at 20']);
  });

  it('adds the seconds by which the app extends it', async () => {
    const { endings, ends, pass, endingStore, secondsLimitStore } = setUp({ maxDurationSeconds: 30 });
    await pass(25);
    endings[0]?.stay();
    expect(endingStore.getSnapshot()).toBeNull();
    expect(secondsLimitStore.getSnapshot()).toBe(60);
    // A warning that is over can't be answered any more.
    endings[0]?.stay();
    await pass(60);
    expect(ends).toEqual(['max_duration at 60']);
    expect(endings).toHaveLength(2);
  });

  it("the limit that is shown is the service's if that comes first, for each connection again", async () => {
    const { limits, pass, secondsLimitStore } = setUp({ maxDurationSeconds: 100 });
    const limit = () => secondsLimitStore.getSnapshot();
    limits.setServiceLimit(60);
    expect(limit()).toBe(60);
    await pass(20);
    limits.setServiceLimit(60);
    expect(limit()).toBe(80);
    limits.setServiceLimit(undefined);
    expect(limit()).toBe(100);
    limits.setOptions({});
    expect(limit()).toBeNull();
  });

  it('may be changed while the session is live', async () => {
    const { limits, ends, pass } = setUp({ maxDurationSeconds: 30 });
    await pass(12);
    limits.setOptions({ maxDurationSeconds: 10 });
    expect(ends).toEqual(['max_duration at 12']);
  });
});

describe('stopWhenIdleSeconds', () => {
  it('ends the session when nobody does anything', async () => {
    const { ends, endings, pass } = setUp({ stopWhenIdleSeconds: 45 });
    await pass(60);
    expect(endings).toMatchObject([{ reason: 'idle' }]);
    expect(ends).toEqual(['idle at 44']);
  });

  it('restarts with every action of the user, which also removes a warning', async () => {
    const { limits, page, ends, endings, pass, endingStore } = setUp({ stopWhenIdleSeconds: 30 });
    await pass(25);
    expect(endingStore.getSnapshot()?.reason).toBe('idle');
    page.onActivity();
    // A user who moves to the button can still press it.
    await pass(1);
    expect(endingStore.getSnapshot()?.reason).toBe('idle');
    page.onActivity();
    await pass(1);
    expect(endingStore.getSnapshot()).toBeNull();
    await pass(24);
    endings.at(-1)?.stay();
    expect(endingStore.getSnapshot()).toBeNull();
    await pass(25);
    limits.touch();
    await pass(29);
    expect(ends).toEqual([]);
    expect(endings).toHaveLength(4);
  });
});

describe('a clock that is set back by an hour', () => {
  it('ends a session that nobody uses', async () => {
    const { ends, pass } = setUp({ stopWhenIdleSeconds: 45 });
    await pass(20);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(45);
    expect(ends).toEqual([expect.stringMatching('idle')]);
  });

  it('leaves a session that somebody uses', async () => {
    const { ends, page, pass } = setUp({ stopWhenIdleSeconds: 45 });
    await pass(20);
    vi.setSystemTime(Date.now() - 3_600_000);
    page.onActivity();
    await pass(40);
    expect(ends).toEqual([]);
  });
});

describe('stopWhenHiddenSeconds', () => {
  it('counts while the page is hidden, even if it was hidden before', async () => {
    const { ends, endings, pass, hide, endingStore } = setUp({ stopWhenHiddenSeconds: 30 });
    await pass(100);
    hide(true);
    await pass(25);
    expect(endings).toMatchObject([{ reason: 'hidden' }]);
    hide(false);
    expect(endingStore.getSnapshot()).toBeNull();
    await pass(100);
    hide(true);
    await pass(40);
    expect(ends).toEqual(['hidden at 254']);
  });

  it('ends the session by the seconds of video if the timers of a hidden page are late', async () => {
    const { ends, seconds, hide } = setUp({ stopWhenHiddenSeconds: 30 });
    hide(true);
    vi.setSystemTime(Date.now() + 31_000);
    expect(ends).toEqual([]);
    seconds.set(31);
    expect(ends).toEqual(['hidden at 31']);
  });
});

it('the limit that comes first ends the session', async () => {
  const { ends, pass, page } = setUp({
    maxDurationSeconds: 50,
    stopWhenIdleSeconds: 40,
    stopWhenHiddenSeconds: 5,
  });
  await pass(20);
  page.onActivity();
  await pass(60);
  expect(ends).toEqual(['max_duration at 50']);
});

it('a short limit warns in its second half, not all the time', async () => {
  const { endings, pass } = setUp({ stopWhenIdleSeconds: 6 });
  await pass(2);
  expect(endings).toEqual([]);
  await pass(2);
  expect(endings).toHaveLength(1);
});

it('without a limit there are no listeners', () => {
  const { page, limits } = setUp({});
  expect([vi.getTimerCount(), page.isWatched]).toEqual([0, false]);
  limits.setOptions({ stopWhenIdleSeconds: 60 });
  expect([vi.getTimerCount(), page.isWatched]).toEqual([1, true]);
  limits.setOptions({});
  expect([vi.getTimerCount(), page.isWatched]).toEqual([0, false]);
});

it('a session that is stopped, or has not been live yet, has no limit', async () => {
  const { status, ends, page } = setUp({ stopWhenIdleSeconds: 60 });
  status.set({ status: 'idle' });
  expect([vi.getTimerCount(), page.isWatched]).toEqual([0, false]);
  status.set({ status: 'queued' });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(ends).toEqual([]);
  status.set({ status: 'connected' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toEqual(['idle at 0']);
});

it('counts from zero at another start, whatever the previous one did', async () => {
  const { limits, endings, pass, status, seconds, secondsLimitStore } = setUp({ maxDurationSeconds: 60 });
  await pass(50);
  endings[0]?.stay();
  expect(secondsLimitStore.getSnapshot()).toBe(120);
  // As when another model is chosen: it never becomes idle.
  limits.reset();
  status.set({ status: 'connecting' });
  seconds.set(0);
  status.set({ status: 'generating' });
  expect(secondsLimitStore.getSnapshot()).toBe(60);
});

it('shows no limit of the service after a failed start', () => {
  const { limits, status, secondsLimitStore } = setUp({});
  limits.reset();
  status.set({ status: 'connecting' });
  limits.setServiceLimit(30);
  expect(secondsLimitStore.getSnapshot()).toBe(30);
  status.set({ status: 'error' });
  expect(secondsLimitStore.getSnapshot()).toBeNull();
});

it('waits for a limit that is longer than timers can be', async () => {
  const { ends } = setUp({ maxDurationSeconds: 3_000_000 });
  const timers = vi.spyOn(globalThis, 'setTimeout');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(timers).not.toHaveBeenCalled();
  expect(ends).toEqual([]);
});
