// A simulated Decart for the test file that imports this, and the log of its handlers. No test may log the key.
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Decart, KEY, startDecart } from './decart';

export const logged: string[] = [];
export const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };

export let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  expect(logged.join('\n')).not.toContain(KEY);
  logged.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());
