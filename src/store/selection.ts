import { warnDevelopers } from './developers';

const PLAIN: unknown[] = [Object.prototype, Array.prototype];

/**
 * Whether two values are the same, or plain objects with the same fields. The fields of a stream, for example, say
 * nothing about it.
 */
function isShallowEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const prototype: unknown = Object.getPrototypeOf(one);
  if (prototype !== Object.getPrototypeOf(other) || !PLAIN.includes(prototype)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && Object.is(Reflect.get(one, key), Reflect.get(other, key)),
    )
  );
}

/**
 * A snapshot of what `select` picks. It stays the same object while its fields are the same: otherwise a selector that
 * returns a new object at every call would render forever.
 */
export function createSelection<State extends object, Selection>(
  getSnapshot: () => State,
  select: (state: State) => Selection,
): () => Selection {
  let last: { state: State; selection: Selection } | null = null;
  return () => {
    const state = getSnapshot();
    if (last?.state === state) return last.selection;
    const selection = select(state);
    if (process.env.NODE_ENV !== 'production' && !last && !isShallowEqual(selection, select(state))) {
      warnDevelopers(
        'A selector passed to `useRealtimeState` returns a new result for the same state, so its component renders at every change. Return a primitive, or an object of primitives.',
      );
    }
    last = {
      state,
      selection: last && isShallowEqual(last.selection, selection) ? last.selection : selection,
    };
    return last.selection;
  };
}
