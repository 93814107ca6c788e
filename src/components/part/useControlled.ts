import { useState } from 'react';

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
  const [own, setOwn] = useState(defaultValue);
  const current = value === undefined ? own : value;
  return {
    value: current,
    change(next) {
      setOwn(next);
      if (!Object.is(next, current)) onChange?.(next);
    },
    follow: setOwn,
  };
}
