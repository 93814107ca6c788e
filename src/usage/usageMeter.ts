import { createStore, type Store } from '../store/store';

/** Seconds of video: what Decart bills. */
export interface UsageTotals {
  /** Of the latest start, including all its reconnects. */
  readonly sessionSeconds: number;
  /** Of all sessions of this provider, since it was mounted or another user signed in. */
  readonly totalSeconds: number;
}

/** The usage of all sessions of one client. `sessionUsage.ts`, which is loaded with a session's engine, adds to it. */
export interface UsageMeter {
  readonly totalsStore: Store<UsageTotals>;
  /** Stands for the session that was started last. */
  latest: object;
}

export const createUsageMeter = (): UsageMeter => ({
  totalsStore: createStore<UsageTotals>({ sessionSeconds: 0, totalSeconds: 0 }),
  latest: {},
});
