import { useSyncExternalStore } from 'react';
import type { SessionEnding } from '../limits/sessionLimits';
import type { RealtimeSession } from '../realtime/types';
import { clockTime, subscribeToClock } from '../store/clock';

const never = () => () => {};
const getServerSnapshot = () => null;

/** A limit is about to end the session. */
export interface UseSessionEndingResult {
  /** Which limit it is: the later `ended.reason`. */
  reason: SessionEnding['reason'];
  /** Whole seconds until the end. */
  secondsLeft: number;
  /** Restarts the limit, because somebody is there. For `max_duration`: adds as many seconds. */
  stay: () => void;
}

/**
 * The warning before `maxDurationSeconds`, `stopWhenHiddenSeconds` or `stopWhenIdleSeconds` ends the session, with a
 * countdown; `null` while there is no warning.
 *
 * @param session - the `session` of `useRealtimeStream`, or of `useRealtimeSession` inside the parts
 *
 * @example
 * ```tsx
 * const ending = useSessionEnding(session);
 * if (ending?.reason === 'idle') return <button onClick={ending.stay}>Still there? {ending.secondsLeft}</button>;
 * ```
 */
export function useSessionEnding(session: RealtimeSession): UseSessionEndingResult | null {
  const { subscribe, getSnapshot } = session.endingStore;
  const ending = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  const now = useSyncExternalStore(ending ? subscribeToClock : never, clockTime, () => 0);
  if (!ending) return null;
  const { reason, endsAt, stay } = ending;
  // The clock may have stood still until now.
  const secondsLeft = Math.min(ending.secondsLeft, Math.ceil((endsAt - now) / 1000));
  return { reason, secondsLeft: Math.max(0, secondsLeft), stay };
}
