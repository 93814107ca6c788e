/** Whether an option says the same as before. Constraints are written inline, so they are compared by what they say. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (!isStream(a) && !isStream(b) && JSON.stringify(a) === JSON.stringify(b));
}

/** Also where there is no such class, as in the DOM of a unit test. */
function isStream(value: unknown): boolean {
  return typeof MediaStream !== 'undefined' && value instanceof MediaStream;
}
