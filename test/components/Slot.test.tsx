// @vitest-environment jsdom
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef, type MouseEvent, version } from 'react';
import { expect, it, vi } from 'vitest';
import { ControlButton } from '../../src/components/controls/ControlButton';
import { fillIn, Slot } from '../../src/components/Slot';

it('merges class, style and attributes into the child, and the child wins', () => {
  const { container } = render(
    <Slot className="part" style={{ color: 'red', margin: 1 }} title="part" lang="en">
      <a href="/mine" className="mine" style={{ color: 'blue' }} title="mine">
        text
      </a>
    </Slot>,
  );
  const link = container.querySelector('a');
  expect(link).toHaveClass('part mine');
  expect(link).toHaveStyle({ color: 'rgb(0, 0, 255)', margin: '1px' });
  expect(link).toHaveAttribute('title', 'mine');
  expect(link).toHaveAttribute('lang', 'en');
});

it('gives the element to both refs', () => {
  const outer = createRef<HTMLElement>();
  const inner = createRef<HTMLSpanElement>();
  render(
    <Slot ref={outer}>
      <span ref={inner} />
    </Slot>,
  );
  expect(outer.current).toBe(inner.current);
  expect(outer.current?.tagName).toBe('SPAN');
});

it('lets go of each ref as that ref wants it', () => {
  const outer = vi.fn();
  const cleanUp = vi.fn();
  const inner = vi.fn(() => cleanUp);
  const { unmount } = render(
    <Slot ref={outer}>
      <span ref={inner} />
    </Slot>,
  );
  const span = inner.mock.calls[0];
  unmount();
  expect(outer.mock.calls).toEqual([span, [null]]);
  // Since React 19 a ref may return what cleans up after it; before, it is given null.
  if (Number.parseInt(version, 10) < 19) expect(inner.mock.calls).toEqual([span, [null]]);
  else {
    expect(inner).toHaveBeenCalledOnce();
    expect(cleanUp).toHaveBeenCalledOnce();
  }
});

it("calls the child's handler first; one that prevents the default keeps the part from acting", async () => {
  const action = vi.fn();
  const prevent = (event: MouseEvent) => event.preventDefault();
  const { getByRole, rerender } = render(
    <ControlButton asChild label="Do it" icon="" action={action}>
      <button type="button" onClick={prevent} />
    </ControlButton>,
  );
  await userEvent.click(getByRole('button', { name: 'Do it' }));
  expect(action).not.toHaveBeenCalled();
  rerender(
    <ControlButton asChild label="Do it" icon="" action={action}>
      <button type="button" />
    </ControlButton>,
  );
  await userEvent.click(getByRole('button', { name: 'Do it' }));
  expect(action).toHaveBeenCalledOnce();
});

it("puts the part's content into a child that has none, and leaves one that has", () => {
  const { container } = render(
    <>
      {fillIn(true, <i />, 'own')}
      {fillIn(true, <b>mine</b>, 'own')}
      {fillIn(false, undefined, <u>own</u>)}
      {fillIn(false, 'mine', <s>own</s>)}
    </>,
  );
  expect(container.innerHTML).toBe('<i>own</i><b>mine</b><u>own</u>mine');
});
