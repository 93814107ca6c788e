import { forwardRef, Suspense } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { lazyOrNull } from '../part/lazyOrNull';
import type { PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export type StatsPanelProps = PartProps<'dl'>;

const List = /* @__PURE__ */ lazyOrNull(() => import('./StatsList').then((module) => module.StatsList));

/**
 * The connection's statistics, for developers, updated every second. `data-state` is `on`, or `off` before the first
 * report.
 *
 * @example
 * ```tsx
 * <StatsPanel />
 * ```
 */
export const StatsPanel = /* @__PURE__ */ withDisplayName(
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
