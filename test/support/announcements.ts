import { onTestFinished } from 'vitest';

const LIVE = '[aria-live]:not([aria-live=off]), [role=status], [role=alert]';

/** What a screen reader reads of an element: nothing that is hidden, and no timer in it. */
function spoken(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!(node instanceof Element)) return '';
  if (node.matches('[aria-hidden=true], [hidden], [role=timer]')) return '';
  const text = [...node.childNodes].map(spoken).join('');
  return node.matches('p, div, li, button') ? ` ${text} ` : text;
}

/**
 * Collects what a screen reader announces by itself, in order: each change of a live region. A region that is added
 * with its text stays silent, as in some screen readers, unless it is an alert.
 */
export function listen(around: Element): string[] {
  const heard: string[] = [];
  const known = new Map<Element, string>();
  const read = (isFirst: boolean) => {
    for (const region of around.querySelectorAll(LIVE)) {
      const text = spoken(region).replaceAll(/\s+/g, ' ').trim();
      const before = known.get(region);
      known.set(region, text);
      const isSilent = before === undefined && !region.matches('[role=alert]');
      if (!isFirst && !isSilent && text !== '' && text !== before) heard.push(text);
    }
    for (const region of known.keys()) if (!region.isConnected) known.delete(region);
  };
  read(true);
  const observer = new MutationObserver(() => read(false));
  const changes = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(around, changes);
  onTestFinished(() => observer.disconnect());
  return heard;
}
