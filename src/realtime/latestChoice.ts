import { createStore, type ReadableStore } from '../store/store';

/** The caller's latest choice. If a choice fails, the previous one applies again. */
export interface LatestChoice<T> {
  /** It applies from the moment it is made, so that a start in between begins with it. */
  readonly value: T;
  /** From the moment it is applied. */
  readonly applied: ReadableStore<T>;
  /** Rejects like `apply`. The newest choice applies, whatever happens to older ones. */
  choose(next: T, apply: () => Promise<void> | undefined): Promise<void>;
}

export function createLatestChoice<T>(initial: T): LatestChoice<T> {
  let value = initial;
  const applied = createStore(initial);
  let choices = 0;
  return {
    get value() {
      return value;
    },
    applied,
    async choose(next, apply) {
      choices += 1;
      const number = choices;
      value = next;
      try {
        await apply();
        if (number === choices) applied.set(next);
      } catch (error) {
        if (number === choices) value = applied.getSnapshot();
        throw error;
      }
    },
  };
}
