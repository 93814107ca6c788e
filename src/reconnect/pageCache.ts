/** Resources that a page closes when it enters the back/forward cache, and reopens when the user returns. */
export interface PageCacheOptions {
  /** The page goes. Returns whether something was open. */
  close(): boolean;
  /** The page is back, and something was open before. */
  reopen(): void;
}

/** A page in the back/forward cache keeps nothing open. Watches until the returned function is called. */
export function watchPageCache({ close, reopen }: PageCacheOptions): () => void {
  let wasOpen = false;
  const watching = new AbortController();
  const { signal } = watching;
  addEventListener('pagehide', () => (wasOpen = close()), { signal });
  addEventListener(
    'pageshow',
    () => {
      if (wasOpen) reopen();
      wasOpen = false;
    },
    { signal },
  );
  return () => watching.abort();
}
