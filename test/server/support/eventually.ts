import { vi } from 'vitest';

/** Waits until it holds; on a machine that has other things to do, too. */
export function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}
