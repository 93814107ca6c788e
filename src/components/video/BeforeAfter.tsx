import { forwardRef, Suspense } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { lazyOrNull } from '../part/lazyOrNull';
import type { PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import type { SplitOptions } from './useSplit';

export interface BeforeAfterProps extends Omit<PartProps<'div'>, 'defaultValue'>, SplitOptions {}

const Slider = /* @__PURE__ */ lazyOrNull(() =>
  import('./BeforeAfterSlider').then((module) => module.BeforeAfterSlider),
);

/**
 * What went in, on the left, and what came out, divided by a slider. To be laid over `<OutputVideo>`. `data-state` is `empty`
 * while nothing goes in, then `shown`.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5"><BeforeAfter /></RealtimeVideo>
 * ```
 */
export const BeforeAfter = /* @__PURE__ */ withDisplayName(
  'BeforeAfter',
  /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(function BeforeAfter(props, ref) {
    useSessionContext('BeforeAfter');
    return (
      <Suspense>
        <Slider {...props} ref={ref} />
      </Suspense>
    );
  }),
);
