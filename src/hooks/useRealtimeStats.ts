import type { WebRTCStats } from '@decartai/sdk';
import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';

const getServerSnapshot = () => null;

/**
 * The newest WebRTC statistics of a live session, once a second; null before the first.
 *
 * @param session - the `session` of `useRealtimeStream`, or of `useRealtimeSession` inside the parts
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const stats = useRealtimeStats(session);
 * ```
 */
export function useRealtimeStats(session: RealtimeSession): WebRTCStats | null {
  const { subscribe, getSnapshot } = session.statsStore;
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
