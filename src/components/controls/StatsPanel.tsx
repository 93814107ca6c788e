import { forwardRef, lazy, Suspense } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { named } from '../part/named';
import { orNothing } from '../part/orNothing';
import type { PartProps } from '../part/Part';

export type StatsPanelProps = PartProps<'dl'>;

const List = /* @__PURE__ */ lazy(() => orNothing(import('./StatsList').then((module) => module.StatsList)));

/**
 * The numbers of the connection, for developers, once a second. `data-state` is `on`, or `off` before the first.
 *
 * @example
 * ```tsx
 * <StatsPanel />
 * ```
 */
export const StatsPanel = /* @__PURE__ */ named(
  'StatsPanel',
  /* @__PURE__ */ forwardRef<HTMLDListElement, StatsPanelProps>(function StatsPanel(props, ref) {
    useSessionContext('StatsPanel');
    return (
      <Suspense>
        <List {...props} ref={ref} />
      </Suspense>
    );
  }),
);
