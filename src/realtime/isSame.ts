import { isCamera } from '../media/mediaInput';

/**
 * Whether an option has the same value as before. Constraints are often inline objects, so they are compared by content.
 */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (isCamera(a) && isCamera(b) && JSON.stringify(a) === JSON.stringify(b));
}
