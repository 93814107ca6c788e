import { type ComponentPropsWithoutRef, forwardRef, lazy, Suspense } from 'react';
import { named } from '../named';
import { orNothing } from '../orNothing';
import type { AsChild } from '../Slot';

export type StatsPanelProps = ComponentPropsWithoutRef<'dl'> & AsChild;

const List = /* @__PURE__ */ lazy(() => orNothing(import('./StatsList').then((module) => module.StatsList)));

/**
 * The numbers of the connection, for developers, once a second.
 *
 * @example
 * ```tsx
 * <StatsPanel />
 * ```
 */
export const StatsPanel = /* @__PURE__ */ named(
  'StatsPanel',
  /* @__PURE__ */ forwardRef<HTMLDListElement, StatsPanelProps>(function StatsPanel(props, ref) {
    return (
      <Suspense>
        <List {...props} ref={ref} />
      </Suspense>
    );
  }),
);
