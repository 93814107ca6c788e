/** Something that is open for as long as somebody holds it. */
export interface Lease {
  readonly isHeld: boolean;
  /** Holds it. Calling the returned function, once or more often, lets it go. */
  retain(): () => void;
}

/**
 * Opens at the first `retain()`, at once, and closes after the last holder has let go: in a microtask, unless somebody holds
 * it again by then. React lets go and holds again within one task, under StrictMode, at a Fast Refresh and when an effect
 * runs again; nobody may notice that.
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
