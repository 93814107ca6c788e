/**
 * Keeps the screen of a phone on until `signal` is aborted: nobody touches it during a session. The browser takes the lock back
 * whenever the page is hidden, so it is requested again.
 */
export function keepScreenOn(signal: AbortSignal): void {
  // Not on pages without https, nor in older browsers.
  if (!('wakeLock' in navigator)) return;
  let lock: WakeLockSentinel | undefined;
  const release = () => void lock?.release().catch(() => {});

  async function request() {
    if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (signal.aborted) release();
    } catch {
      // The battery is low, or a policy forbids it: then the screen sleeps.
    }
  }

  document.addEventListener('visibilitychange', () => void request(), { signal });
  signal.addEventListener('abort', release);
  void request();
}
