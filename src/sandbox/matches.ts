/** Whether a string contains this one, or matches this expression (from its start, even if it is global). */
export function matches(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0;
}
