// @vitest-environment jsdom
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act, createRef, type MouseEvent, type ReactNode, Suspense, version } from 'react';
import { expect, it, vi } from 'vitest';
import { ControlButton } from '../../../src/components/controls/ControlButton';
import { Part } from '../../../src/components/part/Part';

const isReact18 = Number.parseInt(version, 10) < 19;

it('merges class, style and attributes into the child, and the child wins', () => {
  const { container } = render(
    <Part
      as="a"
      component="Link"
      asChild
      look="decart-link"
      className="part"
      style={{ color: 'red', margin: 1 }}
      title="part"
      lang="en"
    >
      <a href="/mine" className="mine" style={{ color: 'blue' }} title="mine">
        text
      </a>
    </Part>,
  );
  const link = container.querySelector('a');
  expect(link).toHaveAttribute('class', 'part mine');
  expect(link).toHaveStyle({ color: 'rgb(0, 0, 255)', margin: '1px' });
  expect(link).toHaveAttribute('title', 'mine');
  expect(link).toHaveAttribute('lang', 'en');
});

it('has its class, but neither with asChild nor with unstyled, here or on a parent', () => {
  const { container } = render(
    <>
      <Part as="i" component="X" look="decart-x" className="mine" />
      <Part as="b" component="X" look="decart-x" asChild>
        <b />
      </Part>
      <Part
        as="u"
        component="X"
        look="decart-x"
        unstyled
        inner={<Part as="s" component="X" look="decart-y" />}
      />
    </>,
  );
  expect(container.innerHTML).toBe('<i class="decart-x mine"></i><b></b><u><s></s></u>');
});

it('gives the element to both refs', () => {
  const outer = createRef<HTMLSpanElement>();
  const inner = createRef<HTMLSpanElement>();
  render(
    <Part as="span" component="X" asChild ref={outer}>
      <span ref={inner} />
    </Part>,
  );
  expect(outer.current).toBe(inner.current);
  expect(outer.current?.tagName).toBe('SPAN');
});

it('cleans up each ref the way that ref expects', () => {
  const outer = vi.fn();
  const cleanUp = vi.fn();
  const inner = vi.fn(() => cleanUp);
  const { unmount } = render(
    <Part as="span" component="X" asChild ref={outer}>
      <span ref={inner} />
    </Part>,
  );
  const span = inner.mock.calls[0];
  unmount();
  expect(outer.mock.calls).toEqual([span, [null]]);
  // Since React 19 a ref may return a cleanup function; before, it is called with null.
  if (isReact18) expect(inner.mock.calls).toEqual([span, [null]]);
  else {
    expect(inner).toHaveBeenCalledOnce();
    expect(cleanUp).toHaveBeenCalledOnce();
  }
});

it('calls the handlers of child, user and part in this order, and one that prevents the default keeps the part from acting', async () => {
  const calls: string[] = [];
  const act = () => calls.push('part');
  const button = (prevent: boolean) => (
    <ControlButton asChild label="Do it" icon="" own={{ onClick: act }} onClick={() => calls.push('user')}>
      <button
        type="button"
        onClick={(event: MouseEvent) => {
          calls.push('child');
          if (prevent) event.preventDefault();
        }}
      />
    </ControlButton>
  );
  const { getByRole, rerender } = render(button(false));
  await userEvent.click(getByRole('button', { name: 'Do it' }));
  expect(calls).toEqual(['child', 'user', 'part']);
  calls.length = 0;
  rerender(button(true));
  await userEvent.click(getByRole('button', { name: 'Do it' }));
  expect(calls).toEqual(['child', 'user']);
});

it("puts the part's content into an empty child, and leaves a filled one alone", () => {
  const { container } = render(
    <>
      <Part as="i" component="X" asChild inner="own">
        <i />
      </Part>
      <Part as="b" component="X" asChild inner="own">
        <b>mine</b>
      </Part>
      <Part as="u" component="X" inner="own" />
      <Part as="s" component="X" inner="own">
        mine
      </Part>
      <Part as="label" component="X" asChild inner="own">
        <input />
      </Part>
    </>,
  );
  expect(container.innerHTML).toBe('<i>own</i><b>mine</b><u>own</u><s>mine</s><input>');
});

it('names a button by the text that its user passed, otherwise by its label', () => {
  const { container } = render(
    <>
      <ControlButton own={{ 'aria-label': 'Take a photo' }} icon="" />
      <ControlButton own={{ 'aria-label': 'Take a photo' }} icon="">
        Foto
      </ControlButton>
      <ControlButton own={{ 'aria-label': 'Take a photo' }} icon="">
        <svg aria-hidden="true" />
      </ControlButton>
      <ControlButton own={{ 'aria-label': 'Take a photo' }} icon="" label="Foto" />
    </>,
  );
  const [plain, text, icon, label] = container.querySelectorAll('button');
  expect(plain).toHaveAccessibleName('Take a photo');
  expect(text).toHaveAccessibleName('Foto');
  expect(icon).toHaveAccessibleName('Take a photo');
  expect(label).toHaveAccessibleName('Foto');
});

/** What a client component receives for an element that a server component sends in a separate chunk. */
function lazyElement(element: ReactNode): ReactNode {
  const _payload = Promise.resolve(element);
  const nodes: ReactNode[] = [];
  Reflect.set(nodes, 0, { $$typeof: Symbol.for('react.lazy'), _payload });
  return nodes[0];
}

it.skipIf(isReact18)('renders as a child that arrives later, as those of a server component do', async () => {
  const { container } = render(<div />);
  await act(async () => {
    render(
      <Suspense fallback="waiting">
        <Part as="button" component="StartStopButton" asChild title="Start">
          {lazyElement(<a href="/x">Start the show</a>)}
        </Part>
      </Suspense>,
      { container },
    );
  });
  expect(container.innerHTML).toBe('<a href="/x" title="Start">Start the show</a>');
});

it.each([
  ['"Go"', 'Go'],
  ['2 children', [<i key="1" />, <b key="2" />]],
  ['none', null],
])('names the part that has %s as its child, in place of one element', (found, children) => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() =>
    render(
      <Part as="button" component="StartStopButton" asChild>
        {children}
      </Part>,
    ),
  ).toThrow(`\`<StartStopButton asChild>\` needs exactly one element as its child, and got ${found}.`);
  quiet.mockRestore();
});
