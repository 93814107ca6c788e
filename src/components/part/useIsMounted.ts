import { useEffect, useState, useSyncExternalStore } from 'react';
import { createStore } from '../../store/store';

/** False on a server and in the first render. */
export function useIsMounted(): boolean {
  const [mounted] = useState(() => createStore(false));
  useEffect(() => mounted.set(true), [mounted]);
  return useSyncExternalStore(mounted.subscribe, mounted.getSnapshot, () => false);
}
