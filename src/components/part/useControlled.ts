import { useInsertionEffect, useRef, useState } from 'react';

interface Controlled<T> {
  value: T;
  /** The part requests another value: the app is called, and decides whether to store it. */
  change: (value: T) => void;
  /** The part changes the value by itself, not because of its user: the app isn't called. */
  follow: (value: T) => void;
}

/** A value that the app controls (`value`), or leaves to the part (`defaultValue`). */
export function useControlled<T>(
  value: T | undefined,
  defaultValue: T,
  onChange: ((value: T) => void) | undefined,
): Controlled<T> {
  const [own, setOwn] = useState({ value: defaultValue });
  const current = value === undefined ? own.value : value;
  // `change` may come from an earlier render, so it compares with the newest value.
  const newest = useRef(current);
  useInsertionEffect(() => {
    newest.current = current;
  });
  return {
    value: current,
    change(next) {
      // A new object forces a render, even if the app rejects the value or it is the newest again.
      setOwn({ value: next });
      if (Object.is(next, newest.current)) return;
      newest.current = next;
      onChange?.(next);
    },
    follow: (next) => setOwn({ value: next }),
  };
}
