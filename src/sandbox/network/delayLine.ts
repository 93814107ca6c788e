/** Runs tasks in order, each after a delay from when it was added; it can be paused. */
export interface DelayLine {
  add(task: () => void): void;
  /** Pauses all tasks until `release`. */
  hold(): void;
  release(): void;
  /** Drops all pending tasks. */
  clear(): void;
}

export function createDelayLine(delayMs: () => number): DelayLine {
  let waiting: { dueAt: number; task: () => void }[] = [];
  let held = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function run(): void {
    timer = undefined;
    while (!held) {
      const next = waiting[0];
      if (!next) return;
      const left = next.dueAt - performance.now();
      if (left > 0) {
        timer = setTimeout(run, left);
        return;
      }
      waiting.shift();
      next.task();
    }
  }

  return {
    add(task) {
      const delay = delayMs();
      if (delay <= 0 && waiting.length === 0 && !held) return task();
      waiting.push({ dueAt: performance.now() + delay, task });
      if (timer === undefined) run();
    },
    hold() {
      held = true;
    },
    release() {
      held = false;
      if (timer === undefined) run();
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
