import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';

const getServerSnapshot = () => 0;

/**
 * Seconds of video that were generated in this session.
 *
 * @param session - the `session` of `useRealtimeStream`, or of `useRealtimeSession` inside the parts
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const seconds = useGenerationSeconds(session);
 * ```
 */
export function useGenerationSeconds(session: RealtimeSession): number {
  const { subscribe, getSnapshot } = session.secondsStore;
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
