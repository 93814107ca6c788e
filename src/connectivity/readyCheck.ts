// The check behind `useReadyCheck`: camera, microphone, network and quota, each on its own. It opens no session, and
// leaves nothing open.
import type { ClientCore } from '../client/clientCore';
import { clientOf } from '../client/decartClient';
import { readQuota } from '../client/readQuota';
import { throwIfAborted } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import type { Device } from '../media/mediaError';
import { openDevices } from '../media/openDevices';
import { assertRealtimeSupport } from '../media/support';
import { isOpen, stopAll } from '../media/tracks';
import { createLease } from '../store/lease';
import { createStore, type ReadableStore } from '../store/store';

/** What can be checked. */
export type ReadyCheckName = 'camera' | 'microphone' | 'network' | 'quota';

/** The result of one check, or its progress. */
export type ReadyCheckResult =
  | {
      /**
       * `warning`: it works, but not well, or a session will have to wait. `unknown`: it couldn't be checked, or the user
       * may not read it.
       */
      status: 'idle' | 'checking' | 'ok' | 'warning' | 'unknown';
      /** Why it failed, with what to do. */
      error: null;
    }
  | { status: 'failed'; error: DecartError };

/** The result of each requested check. */
export type ReadyCheckResults = { readonly [Name in ReadyCheckName]?: ReadyCheckResult };

export interface ReadyCheck extends ReadableStore<ReadyCheckResults> {
  /**
   * Runs these checks, and cancels a check that is running. Resolves with whether a session can be started. Never
   * rejects.
   */
  check(names: readonly ReadyCheckName[]): Promise<boolean>;
  /** Forgets every result. Cancels a check that is running. */
  reset(): void;
  /** Mounted. After the last unmount, a running check is cancelled. */
  retain(): () => void;
}

export const UNCHECKED_RESULT: ReadyCheckResult = { status: 'idle', error: null };
export const NOTHING_CHECKED: ReadyCheckResults = {};
const OK: ReadyCheckResult = { status: 'ok', error: null };
const CHECKING: ReadyCheckResult = { status: 'checking', error: null };
const WARNING: ReadyCheckResult = { status: 'warning', error: null };
const UNKNOWN: ReadyCheckResult = { status: 'unknown', error: null };

const failed = (thrown: unknown): ReadyCheckResult => ({ status: 'failed', error: normalizeError(thrown) });

/** If the user refused the prompt, it isn't shown again for the other device. */
const isRefused = ({ code }: DecartError) => code.includes('_DENIED') || code.endsWith('_DISMISSED');

export function createReadyCheck(core: ClientCore): ReadyCheck {
  const store = createStore(NOTHING_CHECKED);
  let run = new AbortController();

  function reset() {
    run.abort();
    store.set(NOTHING_CHECKED);
  }

  const lease = createLease(() => () => {
    if (isChecking(store.getSnapshot())) reset();
  });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,

    async check(names) {
      run.abort();
      const controller = new AbortController();
      const { signal } = controller;
      run = controller;
      const unlink = abortWith(controller, core.signal);
      store.set(Object.fromEntries(names.map((name) => [name, CHECKING])));
      const show = (name: ReadyCheckName, result: ReadyCheckResult) => {
        if (signal.aborted) return;
        store.set({ ...store.getSnapshot(), [name]: result });
        if (result.error) core.reportError(result.error);
      };
      const devices = (['camera', 'microphone'] as const).filter((device) => names.includes(device));
      await Promise.all([
        checkDevices(devices, signal, show),
        names.includes('network') && checkNetwork(core, signal).then((result) => show('network', result)),
        names.includes('quota') && checkQuota(core, signal).then((result) => show('quota', result)),
      ]);
      unlink();
      return !signal.aborted && isReady(store.getSnapshot());
    },

    reset,
    retain: lease.retain,
  };
}

const isChecking = (results: ReadyCheckResults) =>
  Object.values(results).some(({ status }) => status === 'checking');
const isReady = (results: ReadyCheckResults) =>
  Object.values(results).every(({ status }) => status !== 'failed' && status !== 'checking');

/** The overall result: `ready` even with a warning. */
export function summarize(results: ReadyCheckResults): 'idle' | 'checking' | 'ready' | 'blocked' {
  if (isChecking(results)) return 'checking';
  const all = Object.values(results);
  if (all.length === 0 || all.some(({ status }) => status === 'idle')) return 'idle';
  return isReady(results) ? 'ready' : 'blocked';
}

type Show = (name: ReadyCheckName, result: ReadyCheckResult) => void;

/** Opens the devices with one prompt for both, and closes them at once. */
async function checkDevices(devices: readonly Device[], signal: AbortSignal, show: Show): Promise<void> {
  if (devices.length === 0) return;
  try {
    assertRealtimeSupport(true);
    const request = Object.fromEntries(devices.map((device) => [device, true]));
    stopAll(Object.values(await openDevices(request, signal)).filter(isOpen));
    for (const device of devices) show(device, OK);
  } catch (thrown) {
    const error = normalizeError(thrown);
    const culprit = devices.find((device) => error.code.startsWith(device.toUpperCase()));
    for (const device of devices) if (!culprit || device === culprit) show(device, failed(error));
    const others = culprit ? devices.filter((device) => device !== culprit) : [];
    if (!isRefused(error)) return checkDevices(others, signal, show);
    for (const device of others) show(device, UNKNOWN);
  }
}

async function checkNetwork(core: ClientCore, signal: AbortSignal): Promise<ReadyCheckResult> {
  try {
    assertRealtimeSupport(false);
    const { quality, reasons } = await clientOf(core).realtime.checkConnectivity({ signal });
    if (quality === 'critical') return failed(new DecartError('WEBRTC_ICE_ERROR', reasons.join(' ')));
    return quality === 'poor' ? WARNING : OK;
  } catch (thrown) {
    const error = normalizeError(thrown);
    // The check needs a token, and a token error isn't a network problem.
    return error.code === 'UNSUPPORTED_BROWSER' ? failed(error) : UNKNOWN;
  }
}

async function checkQuota(core: ClientCore, signal: AbortSignal): Promise<ReadyCheckResult> {
  try {
    // Without a token a session can't start, whatever is free.
    if (core.auth.mode !== 'proxy') await core.auth.getToken({ signal });
  } catch (thrown) {
    return failed(thrown);
  }
  try {
    throwIfAborted(signal);
    const { limit, remaining } = await readQuota(core, signal);
    if (remaining > 0) return OK;
    // With a line, a session waits for its turn.
    if (core.line.exists()) return WARNING;
    const advice = `All ${limit} sessions of this account are in use. Try again when one has ended.`;
    return failed(new DecartError('CONCURRENCY_LIMIT', advice));
  } catch {
    return UNKNOWN;
  }
}
