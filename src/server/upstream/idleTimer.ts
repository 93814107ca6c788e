/** Runs `onIdle` when nothing happened for `ms`. */
export interface IdleTimer {
  /** Something happened, and from now on `ms` may pass. */
  run(ms: number): void;
  stop(): void;
}

/** One timer for however many chunks: setting one for each would cost more than moving them. */
export function createIdleTimer(onIdle: () => void): IdleTimer {
  let deadline = Number.POSITIVE_INFINITY;
  let dueAt = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wakeAt(time: number): void {
    clearTimeout(timer);
    dueAt = time;
    timer = setTimeout(check, time - Date.now());
  }

  function check(): void {
    dueAt = Number.POSITIVE_INFINITY;
    if (deadline === Number.POSITIVE_INFINITY) return;
    if (deadline <= Date.now()) onIdle();
    else wakeAt(deadline);
  }

  return {
    run(ms) {
      deadline = Date.now() + ms;
      if (deadline < dueAt) wakeAt(deadline);
    },
    stop() {
      deadline = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    },
  };
}
