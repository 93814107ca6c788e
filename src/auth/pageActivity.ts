/** Whether the page is visible. Nothing is renewed while it is hidden. */
export interface PageActivity {
  isActive(): boolean;
  /** Calls back when its visibility may have changed, and when the network is back. */
  subscribe(onChange: () => void): () => void;
}

export const pageActivity: PageActivity = {
  // Not `navigator.onLine`: it may say false while the network works.
  isActive: () => typeof document === 'undefined' || document.visibilityState !== 'hidden',

  subscribe(onChange) {
    const listening = new AbortController();
    const { signal } = listening;
    if (typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', onChange, { signal });
      window.addEventListener('online', onChange, { signal });
    }
    return () => listening.abort();
  },
};
