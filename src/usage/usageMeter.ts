import { createStore, type ReadableStore } from '../store/store';

/** Seconds of video: what Decart bills. */
export interface UsageTotals {
  /** Of the latest start, including all its reconnects. */
  readonly sessionSeconds: number;
  /** Of all sessions of this provider, since it was mounted or another user signed in. */
  readonly totalSeconds: number;
}

/** Adds up the usage of all sessions of one client. */
export interface UsageMeter {
  readonly totalsStore: ReadableStore<UsageTotals>;
  /**
   * A session starts. The returned function takes the session's seconds so far, and returns the total of all sessions.
   */
  begin(): (seconds: number) => number;
}

export function createUsageMeter(): UsageMeter {
  const totalsStore = createStore<UsageTotals>({ sessionSeconds: 0, totalSeconds: 0 });
  let latest = {};
  return {
    totalsStore,
    begin() {
      const mine = {};
      let counted = 0;
      latest = mine;
      return (seconds) => {
        const before = totalsStore.getSnapshot();
        const totalSeconds = toMilliseconds(before.totalSeconds + seconds - counted);
        const sessionSeconds = latest === mine ? seconds : before.sessionSeconds;
        counted = seconds;
        totalsStore.set({ sessionSeconds, totalSeconds });
        return totalSeconds;
      };
    },
  };
}

/** Sums of fractions aren't exact. */
const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
