import { useEffect, useRef } from 'react';
import type { ClientCore } from '../client/clientCore';

/** Calls `reset` when somebody else uses the component now: the core is another one. */
export function useResetOnSignOut(core: ClientCore, reset: () => void): void {
  const current = useRef(core);
  useEffect(() => {
    if (current.current === core) return;
    current.current = core;
    reset();
  }, [core, reset]);
}
