/** Timers count in 32 bits: a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

const TICK_MS = 1000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick(): void {
  now = Date.now();
  for (const listener of [...listeners]) listener();
}

/** The time of the last tick, in ms since the epoch: the same for all components that render in between. */
export function clockTime(): number {
  return now;
}

/** One timer for all components that show a running time; none if there are none. */
export function subscribeToClock(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
