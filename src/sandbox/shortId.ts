/** A short random id, for names that must not collide within a page. */
export function shortId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12);
}
