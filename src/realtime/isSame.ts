import { isCamera } from '../media/mediaInput';

/** Whether an option says the same as before. Constraints are written inline, so they are compared by what they say. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (isCamera(a) && isCamera(b) && JSON.stringify(a) === JSON.stringify(b));
}
