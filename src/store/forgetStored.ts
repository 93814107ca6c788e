/** What this package remembers in the browser has a key that begins with this. */
export const STORAGE_PREFIX = 'decart-react:';

/** Forgets all of it, as at a sign-out. */
export function forgetStored(): void {
  try {
    const { localStorage } = globalThis;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(STORAGE_PREFIX));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Without a storage, or with one that may not be used, nothing is remembered.
  }
}
