import { expect, test, vi } from 'vitest';
import { createLease } from '../../src/store/lease';

function setUp() {
  const close = vi.fn();
  const open = vi.fn(() => close);
  return { open, close, lease: createLease(open) };
}

test('opens at once for the first holder, and closes after the last', async () => {
  const { open, close, lease } = setUp();
  const [one, two] = [lease.retain(), lease.retain()];
  expect(open).toHaveBeenCalledOnce();
  one();
  await Promise.resolve();
  expect([lease.isHeld, close.mock.calls.length]).toEqual([true, 0]);
  two();
  expect(lease.isHeld).toBe(false);
  await Promise.resolve();
  expect(close).toHaveBeenCalledOnce();
});

test('stays open when it is held again within the same task, as in StrictMode and at a Fast Refresh', async () => {
  const { open, close, lease } = setUp();
  lease.retain()();
  const release = lease.retain();
  await Promise.resolve();
  expect([open.mock.calls.length, close.mock.calls.length]).toEqual([1, 0]);
  release();
  await Promise.resolve();
  lease.retain();
  expect([open.mock.calls.length, close.mock.calls.length]).toEqual([2, 1]);
});

test('a holder that lets go twice lets go once', async () => {
  const { close, lease } = setUp();
  const [one] = [lease.retain(), lease.retain()];
  one();
  one();
  await Promise.resolve();
  expect(close).not.toHaveBeenCalled();
});
