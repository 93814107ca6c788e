/** Whether `value` is a platform object with one of these names, from any window. */
export function hasTag(value: unknown, ...names: string[]): boolean {
  return names.includes(Object.prototype.toString.call(value).slice(8, -1));
}
