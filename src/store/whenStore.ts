import type { ReadableStore } from './store';

/** Resolves as soon as the store's value passes the test; at once if it already does. */
export function whenStore<T>(store: ReadableStore<T>, isReached: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isReached(store.getSnapshot())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(check);
    check();
  });
}
