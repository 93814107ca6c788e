/** What a `Retry-After` header says, in seconds: it holds a number of them, or a date. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = value.trim() === '' ? Number.NaN : Number(value);
  const left = Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1000 : seconds;
  return Number.isFinite(left) ? Math.max(0, left) : undefined;
}
