import { type RefObject, useEffect, useRef } from 'react';

const FOCUSABLE =
  'button:not(:disabled), select:not(:disabled), input:not(:disabled), [tabindex="0"], a[href]';

/** By what it can do: an element of another window is no `HTMLElement` of this one. */
export const isHtmlElement = (target: EventTarget | null): target is HTMLElement =>
  target !== null && 'focus' in target && 'isConnected' in target;

/** The last element inside `around` that had the focus, but for those in `leaving`, which is about to go. */
export function useLastFocus(
  around: HTMLElement | null,
  leaving: RefObject<HTMLElement | null>,
): RefObject<HTMLElement | null> {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!around) return undefined;
    const onFocus = ({ target }: FocusEvent) => {
      if (isHtmlElement(target) && !leaving.current?.contains(target)) last.current = target;
    };
    around.addEventListener('focusin', onFocus);
    return () => around.removeEventListener('focusin', onFocus);
  }, [around, leaving]);
  return last;
}

/** Gives the focus away before the element that has it goes: else a keyboard starts again at the top of the page. */
export function leaveFocus(
  last: HTMLElement | null,
  around: HTMLElement | null,
  leaving: HTMLElement | null,
): void {
  const others = [...(around?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const target = last?.isConnected ? last : others.find((element) => !leaving?.contains(element));
  target?.focus();
}
