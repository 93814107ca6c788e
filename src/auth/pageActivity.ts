/** Whether somebody can see the page and the network is there. Nothing is renewed while not. */
export interface PageActivity {
  isActive(): boolean;
  /** Calls back when that may have changed. */
  subscribe(onChange: () => void): () => void;
}

export const pageActivity: PageActivity = {
  isActive: () =>
    typeof document === 'undefined' || (document.visibilityState !== 'hidden' && navigator.onLine !== false),

  subscribe(onChange) {
    const listening = new AbortController();
    const { signal } = listening;
    if (typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', onChange, { signal });
      window.addEventListener('online', onChange, { signal });
      window.addEventListener('offline', onChange, { signal });
    }
    return () => listening.abort();
  },
};
