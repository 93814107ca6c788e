/** What Decart gives a token when nothing is asked for. */
const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 3600;

/**
 * How many seconds a fresh token lives, for clients whose clock may be wrong: from when it ends to what the clock of the
 * server that made it said when it answered. Where that is not to be had, what was asked for.
 */
export function tokenLifetime(
  expiresAt: unknown,
  dateHeader: string | null,
  requested: number | undefined,
): number {
  const now = Date.parse(dateHeader ?? '') || Date.now();
  const seconds = Math.round((Date.parse(String(expiresAt)) - now) / 1000);
  const asked = requested ?? DEFAULT_SECONDS;
  if (!(seconds > 0 && seconds <= MAX_SECONDS + 1)) return asked;
  // A date header may be a second old; a token does not live longer than it was asked to.
  return Math.min(seconds, requested ?? MAX_SECONDS);
}
