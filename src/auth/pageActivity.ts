/** Whether somebody can see the page. Nothing is renewed while nobody can. */
export interface PageActivity {
  isActive(): boolean;
  /** Calls back when that may have changed, and when the network is back. */
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
