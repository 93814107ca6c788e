// In a hidden page, a browser runs timers at most once a second, and animation frames not at all. A worker's timers keep
// running.

/**
 * Calls `onTick` every `ms`, even in a hidden page. If a content security policy forbids the worker, the page's own
 * timer is used.
 *
 * @returns stops it
 */
export function startBackgroundTimer(ms: number, onTick: () => void): () => void {
  let stop: () => void;
  const startInPage = () => {
    const timer = setInterval(onTick, ms);
    stop = () => clearInterval(timer);
  };
  const url = URL.createObjectURL(
    new Blob([`setInterval(() => postMessage(0), ${ms})`], { type: 'text/javascript' }),
  );
  try {
    const worker = new Worker(url);
    stop = () => worker.terminate();
    worker.onmessage = onTick;
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      startInPage();
    };
  } catch {
    // Trusted Types refuse a URL that is a plain string.
    startInPage();
  }
  return () => {
    stop();
    URL.revokeObjectURL(url);
  };
}
