import { expect, it, onTestFinished, vi } from 'vitest';
import { createSelection } from '../../src/store/selection';

it('returns the same object while its fields are the same', () => {
  let state = { status: 'idle', seconds: 0 };
  const selection = createSelection(
    () => state,
    ({ status }) => ({ status }),
  );
  const first = selection();
  expect(selection()).toBe(first);
  state = { status: 'idle', seconds: 1 };
  expect(selection()).toBe(first);
  state = { status: 'live', seconds: 1 };
  expect(selection()).toEqual({ status: 'live' });
});

it('treats two objects of a class as different, though their fields are the same', () => {
  let state = { stream: new (class Stream {})() };
  const selection = createSelection(
    () => state,
    ({ stream }) => stream,
  );
  const first = selection();
  state = { stream: new (class Stream {})() };
  expect(selection()).not.toBe(first);
});

it('treats an array, or an object of another kind, as another value', () => {
  let state = { value: 1 };
  const selection = createSelection(
    () => state,
    ({ value }) => (value === 1 ? [1] : { 0: value }),
  );
  expect(selection()).toEqual([1]);
  state = { value: 2 };
  expect(selection()).toEqual({ 0: 2 });
});

it('warns once, in development, about a selector that returns a new object for the same state', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const nested = () =>
    createSelection(
      () => ({ a: 1 }),
      ({ a }) => ({ inner: { a } }),
    )();
  nested();
  nested();
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toContain('useRealtimeState');
});
