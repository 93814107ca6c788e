import { useMemo, useSyncExternalStore } from 'react';
import { IDLE_SNAPSHOT } from '../realtime/snapshot';
import type { RealtimeSnapshot } from '../realtime/types';
import { createSelection } from '../store/selection';
import { useSessionContext } from './sessionContext';

const all = (state: RealtimeSnapshot) => state;

/**
 * The state of the enclosing session, or what `select` picks from it. The component renders only when that value changes.
 * If `select` returns a new object, it counts as changed only if one of its fields has changed.
 *
 * @param select - picks a value. @defaultValue all of the state
 *
 * @example
 * ```tsx
 * const isLive = useRealtimeState((state) => state.status === 'generating');
 * ```
 * @example Several values
 * ```tsx
 * const { status, error } = useRealtimeState(({ status, error }) => ({ status, error }));
 * ```
 */
export function useRealtimeState(): RealtimeSnapshot;
export function useRealtimeState<T>(select: (state: RealtimeSnapshot) => T): T;
export function useRealtimeState(select: (state: RealtimeSnapshot) => unknown = all): unknown {
  const { session } = useSessionContext('useRealtimeState');
  const getSelection = useMemo(() => createSelection(session.getSnapshot, select), [session, select]);
  const getInitial = useMemo(() => createSelection(() => IDLE_SNAPSHOT, select), [select]);
  return useSyncExternalStore(session.subscribe, getSelection, getInitial);
}
