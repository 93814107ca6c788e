// Real keys: what has the focus, and the tab stops.
import { userEvent } from 'vitest/browser';

function nameOf(element: Element): string {
  const label = 'labels' in element && element.labels instanceof NodeList ? element.labels[0] : null;
  return element.getAttribute('aria-label') ?? (label ?? element).textContent?.trim() ?? '';
}

function shownValue(element: Element): string {
  if (element instanceof HTMLSelectElement) return ` = ${element.selectedOptions[0]?.label}`;
  if (element.matches('[type=range]')) return ` = ${element.getAttribute('aria-valuetext')}`;
  if (element instanceof HTMLInputElement && element.type === 'text') return ` = ${element.value}`;
  return '';
}

const STATES = {
  '[aria-pressed=true]': 'pressed',
  '[aria-checked=true]': 'on',
  '[aria-expanded=true]': 'open',
  '[aria-disabled=true]': 'unavailable',
  '[aria-current=true]': 'current',
};

/** The focused element: its name, its value and its state. */
export function focused(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return 'nothing';
  const states = Object.entries(STATES).flatMap(([selector, state]) =>
    element.matches(selector) ? [`, ${state}`] : [],
  );
  return nameOf(element) + shownValue(element) + states.join('');
}

export const BACK = '{Shift>}{Tab}{/Shift}';

/** Every tab stop between the app's two buttons. */
export async function stopsTo(end: string, key: string): Promise<string[]> {
  const stops: string[] = [];
  for (;;) {
    await userEvent.keyboard(key);
    if (focused() === end) return stops;
    stops.push(focused());
    if (stops.length > 30) throw new Error(`No way out: ${stops.join(' | ')}`);
  }
}
