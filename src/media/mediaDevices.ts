// The cameras and microphones of this device. One list for the page, kept up to date while it is in use.
import { createStore, type ReadableStore } from '../store/store';

/** The cameras and microphones of this device. */
export interface DeviceList {
  /** The video inputs. */
  readonly cameras: readonly MediaDeviceInfo[];
  /** The audio inputs. */
  readonly microphones: readonly MediaDeviceInfo[];
  /** Whether the list is known yet. Before permission is granted, a browser reveals neither labels nor ids. */
  readonly isReady: boolean;
}

export interface DeviceStore extends ReadableStore<DeviceList> {
  /** Asks the browser again: not every browser reports when labels become known. */
  refresh(): Promise<void>;
}

export const NO_DEVICES: DeviceList = { cameras: [], microphones: [], isReady: false };

function createDeviceStore(): DeviceStore {
  const store = createStore(NO_DEVICES);
  let stopWatching = new AbortController();
  let subscribers = 0;

  async function refresh() {
    // An insecure page has no devices, and a browser that fails here has none either.
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind);
    const next = { cameras: of('videoinput'), microphones: of('audioinput'), isReady: true };
    if (JSON.stringify(next) !== JSON.stringify(store.getSnapshot())) store.set(next);
  }

  async function watch(signal: AbortSignal) {
    const onChange = () => void refresh();
    navigator.mediaDevices?.addEventListener('devicechange', onChange, { signal });
    onChange();
    for (const name of ['camera', 'microphone'] as const) {
      // Not every browser knows these names.
      const permission = await navigator.permissions?.query({ name }).catch(() => null);
      if (signal.aborted) return;
      permission?.addEventListener('change', onChange, { signal });
    }
  }

  return {
    getSnapshot: store.getSnapshot,
    refresh,
    subscribe(listener) {
      const unsubscribe = store.subscribe(listener);
      subscribers += 1;
      if (subscribers === 1) {
        stopWatching = new AbortController();
        void watch(stopWatching.signal);
      }
      return () => {
        unsubscribe();
        subscribers -= 1;
        if (subscribers === 0) stopWatching.abort();
      };
    },
  };
}

export const mediaDevices = createDeviceStore();
