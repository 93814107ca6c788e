/** A limit of time that can be put off. */
export interface Deadline {
  /** Resolves when the time is over. */
  readonly passed: Promise<void>;
  /** The time begins, or begins again. */
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
