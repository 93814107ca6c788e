/** A token's lifetime at Decart if none is requested. */
const DEFAULT_SECONDS = 60;

/**
 * The lifetime of a fresh token in seconds, for clients whose clock may be wrong. It is measured with the clock of the
 * server that created the token, from its response until the token ends; it is never more than requested.
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
