/** Watches a place in the queue. */
export interface QueueWatch {
  begin(): void;
  end(): void;
}

/**
 * Calls back when the place was lost without notice, because its socket died with the network. There is no other sign:
 * a queue may be silent for a long time.
 */
export function watchQueue(onLost: () => void): QueueWatch {
  let watching = new AbortController();
  const end = () => watching.abort();
  return {
    end,
    begin() {
      end();
      watching = new AbortController();
      const { signal } = watching;
      const onOffline = () => addEventListener('online', onLost, { signal });
      addEventListener('offline', onOffline, { signal });
    },
  };
}
