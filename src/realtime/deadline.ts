/** A time limit that can be extended. */
export interface Deadline {
  /** Resolves when the time is up. */
  readonly passed: Promise<void>;
  /** Starts or restarts the time. */
  start(ms: number): void;
  stop(): void;
}

export function createDeadline(): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return {
    passed,
    start(ms) {
      clearTimeout(timer);
      timer = setTimeout(pass, ms);
    },
    stop: () => clearTimeout(timer),
  };
}
