import type { ConnectionQualityReport } from '@decartai/sdk';
import { useSyncExternalStore } from 'react';
import type { RealtimeSession } from '../realtime/types';
import { useSession } from './sessionContext';

const getServerSnapshot = () => null;

/**
 * How good the connection of a live session is, and what limits it; null before the first report.
 *
 * @param session - the `session` of `useRealtimeStream`. @defaultValue the enclosing root's session
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const quality = useConnectionQuality(session);
 * ```
 */
export function useConnectionQuality(session?: RealtimeSession): ConnectionQualityReport | null {
  const { subscribe, getSnapshot } = useSession(session, 'useConnectionQuality').qualityStore;
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
