/** A value that can be read and subscribed to, in the shape that `useSyncExternalStore` expects. */
export interface ReadableStore<T> {
  /** Calls `listener` at every change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  getSnapshot(): T;
}

export interface Store<T> extends ReadableStore<T> {
  set(value: T): void;
}

export function createStore<T>(value: T): Store<T> {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
