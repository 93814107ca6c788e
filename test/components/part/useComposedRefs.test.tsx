// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { createRef, type Ref, version } from 'react';
import { expect, it, vi } from 'vitest';
import { useComposedRefs } from '../../../src/components/part/useComposedRefs';

const isReact18 = Number.parseInt(version, 10) < 19;

function Box({ refs: [first, second] }: { refs: [Ref<HTMLElement> | undefined, Ref<HTMLElement>?] }) {
  return <i ref={useComposedRefs<HTMLElement>(first, second)} />;
}

it('sets an object and calls a function, and does so again when the element is gone', () => {
  const object = createRef<HTMLElement>();
  const call = vi.fn();
  const { container, unmount } = render(<Box refs={[object, call]} />);
  const element = container.querySelector('i');
  expect(object.current).toBe(element);
  expect(call.mock.lastCall).toEqual([element]);
  unmount();
  expect(object.current).toBeNull();
  expect(call.mock.lastCall).toEqual([null]);
});

it.skipIf(isReact18)('calls the cleanup that a ref returns instead, and still clears the others', () => {
  const cleanup = vi.fn();
  const withCleanup = vi.fn(() => cleanup);
  const object = createRef<HTMLElement>();
  const { unmount } = render(<Box refs={[withCleanup, object]} />);
  unmount();
  expect(withCleanup).toHaveBeenCalledTimes(1);
  expect(cleanup).toHaveBeenCalledTimes(1);
  expect(object.current).toBeNull();
});

it('leaves the element alone while the refs stay the same, and moves to another ref', () => {
  const first = vi.fn();
  const second = vi.fn();
  const { rerender } = render(<Box refs={[first]} />);
  rerender(<Box refs={[first]} />);
  expect(first).toHaveBeenCalledTimes(1);
  rerender(<Box refs={[second]} />);
  expect(first.mock.lastCall).toEqual([null]);
  expect(second).toHaveBeenCalledTimes(1);
});
