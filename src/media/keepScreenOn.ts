/**
 * Keeps the screen of a phone on until `signal` is aborted: nobody touches it during a session. The browser takes the lock back
 * whenever the page is hidden, so it is requested again.
 */
export function keepScreenOn(signal: AbortSignal): void {
  // Not on pages without https, nor in older browsers.
  if (!('wakeLock' in navigator)) return;
  async function request() {
    if (document.visibilityState !== 'visible') return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      const release = () => void lock.release().catch(() => {});
      if (signal.aborted) release();
      else signal.addEventListener('abort', release);
    } catch {
      // The battery is low, or a policy forbids it: then the screen sleeps.
    }
  }

  document.addEventListener('visibilitychange', () => void request(), { signal });
  void request();
}
