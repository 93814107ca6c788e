/** How soon the first look comes: a short job may be done by then. */
const FIRST_MS = 500;
const FIRST_LOOKS_MS = 1000;
/** The SDK's own interval. */
const DEFAULT_MS = 1500;
/** Nobody sees the progress in a hidden page; it looks again at once when it is back. */
const HIDDEN_MS = 15_000;

/**
 * How long to wait for the next look at a job, in ms.
 *
 * @param ageMs - how long the job has been known
 * @param ownMs - the user's own interval
 */
export function pollInterval(ageMs: number, hidden: boolean, ownMs = 0): number {
  // TanStack takes 0 for never.
  const wantedMs = ownMs > 0 ? ownMs : DEFAULT_MS;
  if (hidden) return Math.max(HIDDEN_MS, wantedMs);
  // It is less than none where the clock was set back.
  return ageMs >= 0 && ageMs < FIRST_LOOKS_MS ? Math.min(FIRST_MS, wantedMs) : wantedMs;
}

/** How long to wait before a look that failed is repeated, in ms: 1 s, 2 s, 4 s … 30 s. */
export function retryDelay(failureCount: number): number {
  return Math.min(1000 * 2 ** failureCount, 30_000);
}
