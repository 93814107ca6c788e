import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';
import { useGenerationSeconds } from './useGenerationSeconds';

const getServerSnapshot = () => null;

/**
 * Seconds of video until the session ends: by `maxDurationSeconds`, or by the time limit of its client token (if the token route
 * passes Decart's answer on, as `createTokenHandler` does), whichever comes first. `null` without a limit.
 *
 * @param session - the `session` of `useRealtimeStream`, or of `useRealtimeSession` inside the parts
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5', maxDurationSeconds: 300 });
 * const secondsLeft = useSecondsLeft(session);
 * ```
 */
export function useSecondsLeft(session: RealtimeSession): number | null {
  const seconds = useGenerationSeconds(session);
  const { subscribe, getSnapshot } = session.secondsLimitStore;
  const limit = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  return limit === null ? null : Math.max(0, limit - seconds);
}
