import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';
import { useSession } from './sessionContext';

const getServerSnapshot = () => 0;

/**
 * Seconds of video that were generated in this session.
 *
 * @param session - the `session` of `useRealtimeStream`. @defaultValue the enclosing root's session
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const seconds = useGenerationSeconds(session);
 * ```
 */
export function useGenerationSeconds(session?: RealtimeSession): number {
  const { subscribe, getSnapshot } = useSession(session, 'useGenerationSeconds').secondsStore;
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
