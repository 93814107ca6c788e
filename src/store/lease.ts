/** Something that stays open while somebody holds it. */
export interface Lease {
  readonly isHeld: boolean;
  /** Holds it. Calling the returned function releases it; further calls do nothing. */
  retain(): () => void;
}

/**
 * Opens at the first `retain()`, at once, and closes after the last release: in a microtask, unless it is retained again
 * by then. React releases and retains again within one task: under StrictMode, at a Fast Refresh and when an effect runs
 * again. Nothing may close then.
 */
export function createLease(open: () => () => void): Lease {
  let holders = 0;
  let close: (() => void) | undefined;

  function closeIfUnused() {
    if (holders > 0) return;
    const closeIt = close;
    close = undefined;
    closeIt?.();
  }

  return {
    get isHeld() {
      return holders > 0;
    },
    retain() {
      holders += 1;
      close ??= open();
      let isHolding = true;
      return () => {
        if (!isHolding) return;
        isHolding = false;
        holders -= 1;
        queueMicrotask(closeIfUnused);
      };
    },
  };
}
