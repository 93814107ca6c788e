// The preflight behind `useConnectivityCheck`: a store with the newest result.
import type { CheckConnectivityOptions, ConnectivityReport } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { clientOf } from '../client/decartClient';
import type { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import { createLease } from '../store/lease';
import { createStore, type ReadableStore } from '../store/store';

/** What is known about the network; a union on `status`. */
export type ConnectivityState =
  | {
      /** `idle` before the first check and after `reset()`. */
      status: 'idle' | 'checking';
      /** The result: `quality`, `reasons`, and the numbers behind them. */
      report: null;
      /** Why there is no report: the check itself failed. A bad network isn't an error: the report says so. */
      error: null;
    }
  | { status: 'done'; report: ConnectivityReport; error: null }
  | { status: 'error'; report: null; error: DecartError };

/** What to check; `deep` needs a `model` and opens a real session for up to 12 seconds. */
export type ConnectivityOptions = Omit<CheckConnectivityOptions, 'signal'>;

export interface ConnectivityCheck extends ReadableStore<ConnectivityState> {
  /**
   * Begins a check and cancels one that is running. Resolves with the report, or with null when it failed (see `error`)
   * or was cancelled. Never rejects.
   */
  check(options?: ConnectivityOptions): Promise<ConnectivityReport | null>;
  /** Back to `idle`. Cancels a check that is running. */
  reset(): void;
  /** Mounted. After the last unmount, a running check is cancelled; a finished one keeps its report. */
  retain(): () => void;
}

/** Before the first check, and on a server. */
export const UNCHECKED: ConnectivityState = { status: 'idle', report: null, error: null };

export function createConnectivityCheck(core: ClientCore): ConnectivityCheck {
  const store = createStore(UNCHECKED);
  let run = new AbortController();

  function reset() {
    run.abort();
    store.set(UNCHECKED);
  }

  const lease = createLease(() => () => {
    if (store.getSnapshot().status === 'checking') reset();
  });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,

    async check(options = {}) {
      run.abort();
      run = new AbortController();
      const { signal } = run;
      store.set({ status: 'checking', report: null, error: null });
      try {
        const report = await clientOf(core).realtime.checkConnectivity({ ...options, signal });
        if (signal.aborted) return null;
        store.set({ status: 'done', report, error: null });
        return report;
      } catch (thrown) {
        if (signal.aborted) return null;
        const error = normalizeError(thrown);
        store.set({ status: 'error', report: null, error });
        core.reportError(error);
        return null;
      }
    },

    reset,
    retain: lease.retain,
  };
}
