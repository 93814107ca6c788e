import { useCallback, useEffect, useRef } from 'react';

const FOCUSABLE =
  'button:not(:disabled), select:not(:disabled), input:not(:disabled, [hidden]), [tabindex="0"], a[href]';

/** Checked by method: an element of another window isn't an `HTMLElement` of this one. */
export const isHtmlElement = (target: EventTarget | null): target is HTMLElement =>
  target !== null && 'focus' in target && 'isConnected' in target;

/**
 * Returns the ref of an element that takes the focus with it when it is removed, on it or in it: what was focused before gets
 * it then, else the first element inside `around`. Otherwise a keyboard user would start again at the top of the page.
 */
export function useLeaveFocus(around: HTMLElement | null): (element: HTMLElement | null) => void {
  const leaving = useRef<HTMLElement | null>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!around) return undefined;
    const remember = (target: EventTarget | null) => {
      if (isHtmlElement(target) && !leaving.current?.contains(target)) last.current = target;
    };
    const onFocus = ({ target }: FocusEvent) => remember(target);
    remember(around.querySelector(':focus'));
    around.addEventListener('focusin', onFocus);
    return () => around.removeEventListener('focusin', onFocus);
  }, [around]);
  // React detaches a ref while the element is still in the page. Not by `activeElement`: outside a shadow root, that is
  // its host.
  return useCallback(
    (element) => {
      const before = leaving.current;
      leaving.current = element;
      if (element || !before?.matches(':focus-within')) return;
      const others = around?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [];
      const first = [...others].find((other) => !before.contains(other));
      (last.current?.isConnected ? last.current : first)?.focus();
    },
    [around],
  );
}
