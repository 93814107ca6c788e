/** What Decart gives a token when nothing is asked for. */
const DEFAULT_SECONDS = 60;

/**
 * How many seconds a fresh token lives, for clients whose clock may be wrong: until it ends, counted from what the clock
 * of the server that made it said when it answered; never more than it was asked to live.
 */
export function tokenLifetime(
  expiresAt: unknown,
  dateHeader: string | null,
  requested: number = DEFAULT_SECONDS,
): number {
  const now = Date.parse(dateHeader ?? '') || Date.now();
  const seconds = Math.round((Date.parse(String(expiresAt)) - now) / 1000);
  return seconds > 0 ? Math.min(seconds, requested) : requested;
}
