// Whether the page is about to go. `beforeunload` comes for every link that is followed, also one that starts a download
// or a mail, and for a leave that the user takes back. LiveKit disconnects at each, and nothing tells that the page stays.
import { sleep } from './waits';

export interface PageLeave {
  /** The page may be about to go: what is lost now isn't a loss yet. */
  isLeaving(): boolean;
  /** Resolves as soon as the page counts as staying, at once if nobody leaves it. Rejects with the signal's reason. */
  whenStaying(): Promise<void>;
}

/** How long after a `beforeunload` the page may still go. */
const LEAVE_MS = 3000;

/** Watches until `signal` is aborted; whoever watches aborts it at `pagehide`. */
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
