import { startWorker } from './startWorker';

/**
 * Calls back every `ms`, even in a hidden page: there, a browser runs the page's own timers once a second, but a
 * worker's at full speed. If the page's policy forbids the worker, the page's own timer is used.
 */
export function startTimer(ms: number, onTick: () => void): () => void {
  let stop: () => void;
  let isStopped = false;
  const startInPage = () => {
    // The error of a worker arrives late.
    if (isStopped) return;
    const timer = setInterval(onTick, ms);
    stop = () => clearInterval(timer);
  };
  try {
    const timer = startWorker(`setInterval(() => postMessage(0), ${ms})`, 'decart-sandbox-timer');
    stop = timer.stop;
    timer.worker.onmessage = onTick;
    timer.worker.onerror = (event) => {
      event.preventDefault();
      timer.stop();
      startInPage();
    };
  } catch {
    startInPage();
  }
  return () => {
    isStopped = true;
    stop();
  };
}
