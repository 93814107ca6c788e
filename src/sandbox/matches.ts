/** Whether a text has this text in it, or matches this expression (from its start, also one that is global). */
export function matches(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0;
}
