import { invalidOptions } from '../../errors/invalidOptions';

/** For clocks with coarse steps. */
export const SLACK_MS = 100;

/** Throws `INVALID_OPTIONS` if a store has returned something else. */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw invalidOptions(`${what} returned ${is}, but should return ${should}.`);
}

/** A name that no other check uses. */
export const unique = (): string => `check-${crypto.randomUUID()}`;

/** 1, 2, 3 … */
export const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits for all, even if one rejects, so that nothing is written after the check has ended. Then rejects with the first
 * rejection.
 */
export async function settleAll<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Calls with 1, 2, 3 … at once. */
export function atOnce<Result>(
  times: number,
  call: (number: number) => Result | Promise<Result>,
): Promise<Result[]> {
  return settleAll(numbersTo(times).map(async (number) => call(number)));
}
