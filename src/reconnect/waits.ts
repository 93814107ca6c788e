import { LONGEST_TIMER_MS } from '../store/clock';

/**
 * `navigator.onLine` may be false while the network works (VPNs, virtual adapters): it may delay a try, but never
 * prevents one.
 */
const OFFLINE_PATIENCE_MS = 5000;

/** Resolves when `listen` calls back, and rejects with the signal's reason. Either way it stops listening. */
function wait(signal: AbortSignal, listen: (resolve: () => void) => () => void): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => settle(() => reject(signal.reason));
    const stopListening = listen(() => settle(resolve));
    signal.addEventListener('abort', onAbort);
    function settle(finish: () => void) {
      stopListening();
      signal.removeEventListener('abort', onAbort);
      finish();
    }
  });
}

/** Resolves after `ms`, or as soon as the network is back; rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return wait(signal, (resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
    addEventListener('online', resolve);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', resolve);
    };
  });
}

/** Resolves after `ms`, whatever the network does; rejects with the signal's reason. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return wait(signal, (resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  });
}

/** Resolves as soon as there is a network, or it is time to try without one; rejects with the signal's reason. */
export async function untilOnline(signal: AbortSignal): Promise<void> {
  if (navigator.onLine === false) await sleep(OFFLINE_PATIENCE_MS, signal);
  signal.throwIfAborted();
}
