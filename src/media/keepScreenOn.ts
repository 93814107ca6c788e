/**
 * Keeps a phone's screen on until `signal` is aborted: users don't touch it during a session. The browser releases the
 * lock when the page is hidden, so it is requested again.
 */
export function keepScreenOn(signal: AbortSignal): void {
  // Not available on pages without https, or in older browsers.
  if (!('wakeLock' in navigator)) return;
  async function request() {
    if (document.visibilityState !== 'visible') return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      const release = () => void lock.release().catch(() => {});
      if (signal.aborted) release();
      else signal.addEventListener('abort', release);
    } catch {
      // The battery is low, or a policy forbids it: then the screen turns off.
    }
  }

  document.addEventListener('visibilitychange', () => void request(), { signal });
  void request();
}
