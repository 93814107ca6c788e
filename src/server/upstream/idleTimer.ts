/** Calls `onIdle` when nothing has happened for `ms`. */
export interface IdleTimer {
  /** Something happened: restarts the time. */
  run(ms: number): void;
  stop(): void;
}

/**
 * One timer for all chunks: a new one for each chunk would cost more than moving it. It doesn't use the machine's clock,
 * which may be set.
 */
export function createIdleTimer(onIdle: () => void): IdleTimer {
  let deadline = Number.POSITIVE_INFINITY;
  let dueAt = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wakeAt(time: number): void {
    clearTimeout(timer);
    dueAt = time;
    timer = setTimeout(check, time - performance.now());
  }

  function check(): void {
    dueAt = Number.POSITIVE_INFINITY;
    if (deadline === Number.POSITIVE_INFINITY) return;
    if (deadline <= performance.now()) onIdle();
    else wakeAt(deadline);
  }

  return {
    run(ms) {
      deadline = performance.now() + ms;
      if (deadline < dueAt) wakeAt(deadline);
    },
    stop() {
      deadline = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    },
  };
}
