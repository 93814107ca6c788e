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
  return useSelection(session, select, IDLE_SNAPSHOT);
}

/** What `select` picks from a store. On a server, and in the first render in the browser, it reads `initial`. */
export function useSelection<State extends object, T>(
  store: { subscribe: (listener: () => void) => () => void; getSnapshot: () => State },
  select: (state: State) => T,
  initial: State,
): T {
  const getSelection = useMemo(() => createSelection(store.getSnapshot, select), [store, select]);
  const getInitial = useMemo(() => createSelection(() => initial, select), [initial, select]);
  return useSyncExternalStore(store.subscribe, getSelection, getInitial);
}
