import { useEffect, useRef } from 'react';
import type { ClientCore } from '../client/clientCore';

/** Calls `reset` when another user has signed in, which means another core. */
export function useResetOnSignOut(core: ClientCore, reset: () => void): void {
  const current = useRef(core);
  useEffect(() => {
    if (current.current === core) return;
    current.current = core;
    reset();
  }, [core, reset]);
}
