import type { WebRTCStats } from '@decartai/sdk';
import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';
import { useSession } from './sessionContext';

const getServerSnapshot = () => null;

/**
 * The newest WebRTC statistics of a live session, once a second; null before the first.
 *
 * @param session - the `session` of `useRealtimeStream`. @defaultValue the enclosing root's session
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const stats = useRealtimeStats(session);
 * ```
 */
export function useRealtimeStats(session?: RealtimeSession): WebRTCStats | null {
  const { subscribe, getSnapshot } = useSession(session, 'useRealtimeStats').statsStore;
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
