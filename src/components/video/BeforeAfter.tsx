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
 * Compares the input, on the left, with the output, on the right; a slider moves the line between them. Place it over
 * `<OutputVideo>`. `data-state` is `empty` while there is no input, then `shown`.
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
