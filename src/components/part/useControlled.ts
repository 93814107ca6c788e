import { useInsertionEffect, useRef, useState } from 'react';

interface Controlled<T> {
  value: T;
  /** The part asks for another value: the app is told, and decides where it keeps the value. */
  change: (value: T) => void;
  /** The part follows something else than its user: the app isn't told. */
  follow: (value: T) => void;
}

/** A value that the app may keep (`value`), or leave to the part (`defaultValue`). */
export function useControlled<T>(
  value: T | undefined,
  defaultValue: T,
  onChange: ((value: T) => void) | undefined,
): Controlled<T> {
  const [own, setOwn] = useState({ value: defaultValue });
  const current = value === undefined ? own.value : value;
  // A change may come from an earlier render: what it replaces is what there is by then.
  const newest = useRef(current);
  useInsertionEffect(() => {
    newest.current = current;
  });
  return {
    value: current,
    change(next) {
      // Always another object: a value that the app doesn't take is rendered, and so is the newest again.
      setOwn({ value: next });
      if (Object.is(next, newest.current)) return;
      newest.current = next;
      onChange?.(next);
    },
    follow: (next) => setOwn({ value: next }),
  };
}
