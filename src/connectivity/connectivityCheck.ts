// The preflight behind `useConnectivityCheck`: a store that holds what the newest check found.
import type { CheckConnectivityOptions, ConnectivityReport } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import type { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { loadApi } from '../requests/loadApi';
import { createStore, type ReadableStore } from '../store/store';

/** What is known of the network: a union on `status`. */
export type ConnectivityState =
  | {
      /** `idle` before the first check and after `reset()`. */
      status: 'idle' | 'checking';
      /** What the check found: `quality`, `reasons`, and the numbers behind them. */
      report: null;
      /** Why there is no report: nobody could ask. A bad network is a report. */
      error: null;
    }
  | { status: 'done'; report: ConnectivityReport; error: null }
  | { status: 'error'; report: null; error: DecartError };

/** What to check; `deep` needs a `model` and opens a real session for up to 12 seconds. */
export type ConnectivityOptions = Omit<CheckConnectivityOptions, 'signal'>;

export interface ConnectivityCheck extends ReadableStore<ConnectivityState> {
  /**
   * Begins a check; one that is under way is given up. Resolves with the report, or with null when it failed (see
   * `error`) or was given up. Never rejects.
   */
  check(options?: ConnectivityOptions): Promise<ConnectivityReport | null>;
  /** Back to `idle`; a check that is under way is given up. */
  reset(): void;
}

/** Before the first check, and on a server. */
export const UNCHECKED: ConnectivityState = { status: 'idle', report: null, error: null };

export function createConnectivityCheck(core: ClientCore): ConnectivityCheck {
  const store = createStore(UNCHECKED);
  let run = new AbortController();

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,

    async check(options = {}) {
      run.abort();
      run = new AbortController();
      const { signal } = run;
      store.set({ status: 'checking', report: null, error: null });
      try {
        const { client } = await loadApi(core);
        const report = await client.realtime.checkConnectivity({ ...options, signal });
        if (signal.aborted) return null;
        store.set({ status: 'done', report, error: null });
        return report;
      } catch (thrown) {
        if (signal.aborted) return null;
        const error = fromThrown(thrown);
        store.set({ status: 'error', report: null, error });
        core.reportError(error);
        return null;
      }
    },

    reset() {
      run.abort();
      store.set(UNCHECKED);
    },
  };
}
