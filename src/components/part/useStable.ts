import { useInsertionEffect, useState } from 'react';
import { createStore } from '../../store/store';

type Callback = (...args: unknown[]) => unknown;

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/**
 * An object that stays the same while its values do. Functions in it don't count as changed: they are replaced by ones
 * that call the newest render's functions, and are for events only.
 */
export function useStable<T extends object>(values: T): T {
  const [newest] = useState(() => createStore(values));
  useInsertionEffect(() => newest.set(values));
  const make = () => {
    const stable = { ...values };
    for (const [name, value] of Object.entries(values)) {
      if (!isCallback(value)) continue;
      const call = (...args: unknown[]) => {
        const current: unknown = Reflect.get(newest.getSnapshot(), name);
        return isCallback(current) ? current(...args) : undefined;
      };
      Reflect.set(stable, name, call);
    }
    return { values, stable };
  };
  const [state, setState] = useState(make);
  const isSame = Object.entries(values).every(
    ([name, value]) => isCallback(value) || Object.is(value, Reflect.get(state.values, name)),
  );
  if (isSame) return state.stable;
  const next = make();
  setState(next);
  return next.stable;
}
