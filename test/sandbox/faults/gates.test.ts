import { expect, it } from 'vitest';
import { createGates } from '../../../src/sandbox/faults/gates';

it('is opened only by a function that its own hold returned', async () => {
  const gates = createGates();
  const first = gates.hold('token');
  first();
  const second = gates.hold('token');
  const passed: string[] = [];
  void gates.pass('token').then(() => passed.push('passed'));
  // As in a test's clean-up.
  first();
  await Promise.resolve();
  expect(gates.waiting('token')).toBe(1);
  expect(passed).toEqual([]);
  second();
  await Promise.resolve();
  expect(gates.waiting('token')).toBe(0);
  expect(passed).toEqual(['passed']);
});
