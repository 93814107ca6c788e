import { useCallback, useEffect, useRef } from 'react';

const FOCUSABLE =
  ':is(button, select, textarea, input:not([hidden])):not(:disabled), [tabindex="0"], a[href]';

/** Checked by method: an element of another window isn't an `HTMLElement` of this one. */
export const isHtmlElement = (target: EventTarget | null): target is HTMLElement =>
  target !== null && 'focus' in target && 'isConnected' in target;

/**
 * Returns a ref for an element that may have the focus, on it or inside it, when it is removed. The element that was
 * focused before then gets the focus, else the first one inside `around`. Otherwise a keyboard user would start again
 * at the top of the page.
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

/** An element around the focus, and the nodes that were next to it. */
interface FocusPlace {
  readonly parent: ParentNode;
  readonly element: Element;
  readonly siblings: ReadonlySet<Node>;
}

/** Where the focus is, from the inside out: for {@link focusReplacement}, after React has changed the page. */
export function findFocus(): FocusPlace[] {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const places: FocusPlace[] = [];
  while (element?.parentNode) {
    const parent: ParentNode = element.parentNode;
    places.push({ parent, element, siblings: new Set(parent.childNodes) });
    element = element.parentElement;
  }
  return places;
}

/**
 * Focuses what has replaced the focused element: the first control in it, else the element itself. Does nothing if the
 * focused element is still in the page, or nothing has replaced it.
 */
export function focusReplacement(places: readonly FocusPlace[]): void {
  const place = places.find(({ parent }) => parent.isConnected);
  if (!place || place.element.isConnected) return;
  const added = [...place.parent.children]
    .filter((child) => !place.siblings.has(child))
    .filter(isHtmlElement);
  for (const element of added) {
    const controls = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
    if (element.matches(FOCUSABLE)) controls.unshift(element);
    for (const control of controls) {
      control.focus();
      // What is hidden doesn't take it.
      if (control.matches(':focus')) return;
    }
  }
  const [first] = added;
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}
