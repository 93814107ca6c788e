import { useSyncExternalStore } from 'react';
import { useDecartContext } from '../provider/context';
import type { UsageTotals } from '../usage/usageMeter';

/**
 * How many seconds of live video the provider's sessions have used: what Decart bills. Restarts from 0 when another user
 * signs in.
 *
 * @example
 * ```tsx
 * const { sessionSeconds, totalSeconds } = useUsage();
 * ```
 */
export function useUsage(): UsageTotals {
  const { subscribe, getSnapshot } = useDecartContext().core.usage.totalsStore;
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
}
