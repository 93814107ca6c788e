// Whether the page is about to go. `beforeunload` fires for every link that is followed: even for a download or a mail
// link, and even if the user then decides to stay. LiveKit disconnects each time, and no event says that the page
// stays.
import { sleep } from './waits';

export interface PageLeave {
  /** The page may be about to go: a connection that is lost now doesn't count as lost yet. */
  isLeaving(): boolean;
  /**
   * Resolves as soon as the page is known to stay; at once if it isn't being left. Rejects with the signal's reason.
   */
  whenStaying(): Promise<void>;
}

/** How long after a `beforeunload` the page may still go. */
const LEAVE_MS = 3000;

/** Watches until `signal` is aborted; the caller aborts it at `pagehide`. */
export function watchPageLeave(signal: AbortSignal): PageLeave {
  let leavingUntil = Number.NEGATIVE_INFINITY;
  const isLeaving = () => performance.now() < leavingUntil;
  addEventListener('beforeunload', () => (leavingUntil = performance.now() + LEAVE_MS), { signal });

  return {
    isLeaving,
    async whenStaying() {
      signal.throwIfAborted();
      while (isLeaving()) await sleep(leavingUntil - performance.now(), signal);
    },
  };
}
