import { useEffect, useSyncExternalStore } from 'react';
import { createStore, type ReadableStore } from '../../store/store';

/** A module that is loaded when it is needed: null until it is there, `failed` when it can't be loaded. */
export interface LateModule<T> extends ReadableStore<T | 'failed' | null> {
  /** Loads it, at most once. Never rejects: what can't be loaded is tried again at the next call. */
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

/** The module, loaded once `reason` is truthy. What can't be loaded is tried again with every other reason. */
export function useLateModule<T>(module: LateModule<T>, reason: unknown): T | 'failed' | null {
  useEffect(() => {
    if (reason) void module.load();
  }, [module, reason]);
  return useSyncExternalStore(module.subscribe, module.getSnapshot, notOnServers);
}
