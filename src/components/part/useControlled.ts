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
