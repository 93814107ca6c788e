import { useSyncExternalStore } from 'react';
import { clockTime, subscribeToClock } from '../store/clock';

const never = () => () => {};

/** The ms from `since` until `until`, or until now (in whole seconds) while that is `null`. */
export function useElapsed(since: number | null, until: number | null): number | null {
  const running = since !== null && until === null;
  const now = useSyncExternalStore(running ? subscribeToClock : never, clockTime, () => 0);
  return since === null ? null : Math.max(0, (until ?? now) - since);
}
