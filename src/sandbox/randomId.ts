/**
 * Returns this many random hexadecimal digits. `crypto.randomUUID` is missing on pages over plain http, such as those
 * that a phone opens over the local network.
 */
export function randomId(digits: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(digits / 2));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A short random id, for names that must not collide within a page. */
export function shortId(): string {
  return randomId(12);
}
