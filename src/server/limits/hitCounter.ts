import type { RateLimitCount } from './rateLimit';

interface Window {
  count: number;
  endsAt: number;
}

const NOTHING: Window = { count: 0, endsAt: 0 };
/** About 200 bytes each. */
const MAX_KEYS = 100_000;
/** How many are forgotten at once, so that the search for them is rare. */
const FORGET = 10_000;

/**
 * Counts in a limited amount of memory. Above {@link MAX_KEYS}, the keys with the fewest requests are forgotten. Until their
 * windows end, a new key starts with as many requests as they had made. So nobody gains requests: a blocked client stays
 * blocked, however many keys an attacker uses.
 */
export function createHitCounter(now: () => number) {
  /** If all windows have the same length, they are in the order in which they end. */
  const windows = new Map<string, Window>();
  let forgotten = NOTHING;

  function forgetEnded(time: number): void {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > time) return;
      windows.delete(key);
    }
  }

  function makeRoom(time: number): void {
    for (const [key, { endsAt }] of windows) if (endsAt <= time) windows.delete(key);
    let left = windows.size - (MAX_KEYS - FORGET);
    if (left <= 0) return;
    const most = highestCountOf(windows.values(), left);
    let { count, endsAt } = forgotten.endsAt > time ? forgotten : NOTHING;
    for (const [key, window] of windows) {
      if (window.count > most) continue;
      windows.delete(key);
      count = Math.max(count, window.count);
      endsAt = Math.max(endsAt, window.endsAt);
      left -= 1;
      if (left === 0) break;
    }
    forgotten = { count, endsAt };
  }

  return function hit(key: string, window: number): RateLimitCount {
    const time = now();
    const known = windows.get(key);
    if (known && known.endsAt > time) {
      known.count += 1;
      return { count: known.count, resetIn: known.endsAt - time };
    }
    windows.delete(key);
    forgetEnded(time);
    if (windows.size >= MAX_KEYS) makeRoom(time);
    const count = 1 + (forgotten.endsAt > time ? forgotten.count : 0);
    windows.set(key, { count, endsAt: time + window });
    return { count, resetIn: window };
  };
}

/** The highest count among the `wanted` windows with the fewest requests. */
function highestCountOf(windows: Iterable<Window>, wanted: number): number {
  const sizes = new Map<number, number>();
  for (const { count } of windows) sizes.set(count, (sizes.get(count) ?? 0) + 1);
  let size = 0;
  for (const count of [...sizes.keys()].sort((one, other) => one - other)) {
    size += sizes.get(count) ?? 0;
    if (size >= wanted) return count;
  }
  return Number.POSITIVE_INFINITY;
}
