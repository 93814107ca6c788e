import { type ComponentPropsWithoutRef, forwardRef, lazy, Suspense } from 'react';
import { named } from '../named';
import { orNothing } from '../orNothing';
import type { AsChild } from '../Slot';

export interface BeforeAfterProps extends ComponentPropsWithoutRef<'div'>, AsChild {
  /** How much of the picture shows what went in, in percent from the left. @defaultValue 50 */
  defaultSplit?: number | undefined;
}

const Slider = /* @__PURE__ */ lazy(() =>
  orNothing(import('./BeforeAfterSlider').then((module) => module.BeforeAfterSlider)),
);

/**
 * What went in over what came out, divided by a slider. To be laid over `<OutputVideo>`. `data-state` is `empty` while
 * nothing goes in, then `shown`.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5"><BeforeAfter /></RealtimeVideo>
 * ```
 */
export const BeforeAfter = /* @__PURE__ */ named(
  'BeforeAfter',
  /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(function BeforeAfter(props, ref) {
    return (
      <Suspense>
        <Slider {...props} ref={ref} />
      </Suspense>
    );
  }),
);
