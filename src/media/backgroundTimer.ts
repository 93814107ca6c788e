// A browser runs the timers of a hidden page once a second at most, and its animation frames not at all. Those of a worker
// run on.

/**
 * Calls `onTick` every `ms`, also in a hidden page. Where a content security policy forbids the worker, the page's own timer
 * does it.
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
    // Trusted Types refuse an address that is plain text.
    startInPage();
  }
  return () => {
    stop();
    URL.revokeObjectURL(url);
  };
}
