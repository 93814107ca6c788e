const offline = new Set<object>();

/** Tells the page, on behalf of `owner`, that the browser is offline or online again. */
export function setBrowserOnline(owner: object, online: boolean): void {
  if (typeof window === 'undefined' || online !== offline.has(owner)) return;
  if (online) offline.delete(owner);
  else offline.add(owner);
  if (offline.size > (online ? 0 : 1)) return;
  // The object's own property hides the prototype's. Once it is deleted, the real state shows again.
  if (online) Reflect.deleteProperty(navigator, 'onLine');
  else Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}
