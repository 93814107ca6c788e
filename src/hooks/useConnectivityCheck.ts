import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  type ConnectivityCheck,
  type ConnectivityState,
  createConnectivityCheck,
  UNCHECKED,
} from '../connectivity/connectivityCheck';
import { useDecartContext } from '../provider/context';

/** What {@link useConnectivityCheck} returns: a union on `status`. */
export type UseConnectivityCheckResult = ConnectivityState & Pick<ConnectivityCheck, 'check' | 'reset'>;

const getServerSnapshot = () => UNCHECKED;

/**
 * Tests whether this network is good enough for a session, before you start one: `report.quality` is `good`, `fair`,
 * `poor` or `critical`, with `report.reasons`. The test runs when you call `check()`, and costs nothing. `check({ deep:
 * true, model })` opens a real, billed session for up to 12 seconds to measure the latency. Unmounting cancels a check.
 *
 * Errors, in status `error`: `TOKEN_FETCH_FAILED`, `UNAUTHORIZED`; for `deep` also `REALTIME_NEEDS_TOKEN`.
 *
 * @example
 * ```tsx
 * const { status, report, check } = useConnectivityCheck();
 * return (
 *   <button onClick={() => void check()} disabled={status === 'checking'}>
 *     {status === 'done' ? `Your network: ${report.quality}` : 'Check my network'}
 *   </button>
 * );
 * ```
 */
export function useConnectivityCheck(): UseConnectivityCheckResult {
  const { core } = useDecartContext();
  const [held, setHeld] = useState(() => ({ core, connectivity: createConnectivityCheck(core) }));
  // Another client (the provider now connects elsewhere) needs another check.
  if (held.core !== core) setHeld({ core, connectivity: createConnectivityCheck(core) });
  const { connectivity } = held;

  useEffect(() => connectivity.retain(), [connectivity]);
  const state = useSyncExternalStore(connectivity.subscribe, connectivity.getSnapshot, getServerSnapshot);
  return { ...state, check: connectivity.check, reset: connectivity.reset };
}
