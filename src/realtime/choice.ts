/** What a caller chose last. A choice that cannot be had gives way to the one before. */
export interface Choice<T> {
  /** From the moment it is chosen, so that a start in between begins with it. */
  readonly wanted: T;
  /** Rejects as `apply` does. The newest choice counts, whatever becomes of older ones. */
  choose(next: T, apply: () => Promise<void> | undefined): Promise<void>;
}

export function createChoice<T>(initial: T): Choice<T> {
  let wanted = initial;
  let had = initial;
  let choices = 0;
  return {
    get wanted() {
      return wanted;
    },
    async choose(next, apply) {
      choices += 1;
      const number = choices;
      wanted = next;
      try {
        await apply();
        if (number === choices) had = next;
      } catch (error) {
        if (number === choices) wanted = had;
        throw error;
      }
    },
  };
}
