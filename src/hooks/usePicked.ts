import { useSyncExternalStore } from 'react';

/**
 * What `pick` picks from a store: a primitive, or an object that is part of the state. Only `useRealtimeState` also takes
 * a new object at every call. On a server, and in the first render in the browser, it reads `initial`.
 */
export function usePicked<State, T>(
  store: { subscribe: (listener: () => void) => () => void; getSnapshot: () => State },
  pick: (state: State) => T,
  initial: State,
): T {
  return useSyncExternalStore(
    store.subscribe,
    () => pick(store.getSnapshot()),
    () => pick(initial),
  );
}
