import { useEffect, useSyncExternalStore } from 'react';
import { createStore, type ReadableStore } from '../../store/store';

/** A module that is loaded on demand: null until it is loaded, `failed` if it can't be. */
export interface LateModule<T> extends ReadableStore<T | 'failed' | null> {
  /** Loads it, at most once. Never rejects: after a failure, the next call tries again. */
  load(): Promise<void>;
}

export function createLateModule<T>(importModule: () => Promise<T>): LateModule<T> {
  const { set, ...store } = createStore<T | 'failed' | null>(null);
  let loading: Promise<void> | undefined;
  return {
    ...store,
    load() {
      loading ??= importModule().then(set, () => {
        loading = undefined;
        set('failed');
      });
      return loading;
    },
  };
}

const notOnServers = () => null;

/** The module, loaded once `reason` is truthy. After a failure, every other reason tries again. */
export function useLateModule<T>(module: LateModule<T>, reason: unknown): T | 'failed' | null {
  useEffect(() => {
    if (reason) void module.load();
  }, [module, reason]);
  return useSyncExternalStore(module.subscribe, module.getSnapshot, notOnServers);
}
