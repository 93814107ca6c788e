/** How soon the first poll comes: a short job may be finished by then. */
const FIRST_MS = 500;
const FIRST_LOOKS_MS = 1000;
/** The SDK's own interval. */
const DEFAULT_MS = 1500;
/** Nobody sees the progress in a hidden page; it polls at once when the page is visible again. */
const HIDDEN_MS = 15_000;

/**
 * How long to wait before the next poll of a job, in ms.
 *
 * @param ageMs - how long the job has been known
 * @param ownMs - the user's own interval
 */
export function pollInterval(ageMs: number, hidden: boolean, ownMs = 0): number {
  // For TanStack, 0 means never.
  const wantedMs = ownMs > 0 ? ownMs : DEFAULT_MS;
  if (hidden) return Math.max(HIDDEN_MS, wantedMs);
  // It is negative if the clock was set back.
  return ageMs >= 0 && ageMs < FIRST_LOOKS_MS ? Math.min(FIRST_MS, wantedMs) : wantedMs;
}

/** How long to wait before a failed poll is repeated, in ms: 1 s, 2 s, 4 s … 30 s. */
export function retryDelay(failureCount: number): number {
  return Math.min(1000 * 2 ** failureCount, 30_000);
}
