/** A year. A longer wait, or one that isn't a number, is ignored. */
const MAX_SECONDS = 31_536_000;

/**
 * The value of a `Retry-After` header in seconds: the header contains seconds or a date. Undefined for anything else.
 */
export function parseRetryAfter(value: string): number | undefined {
  const seconds = value.trim() === '' ? Number.NaN : Number(value);
  const left = Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1000 : seconds;
  return left <= MAX_SECONDS ? Math.max(0, left) : undefined;
}

export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  return value === null ? undefined : parseRetryAfter(value);
}
