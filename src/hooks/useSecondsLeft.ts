import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';
import { useGenerationSeconds } from './useGenerationSeconds';

const getServerSnapshot = () => null;

/**
 * Seconds of video until the session ends. The limit is `maxDurationSeconds` or the time limit of the client token,
 * whichever comes first. (The token route must pass on Decart's answer, as `createTokenHandler` does.) `null` without a
 * limit.
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
