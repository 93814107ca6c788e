import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { type UsageMeterOptions, useUsageMeter } from './useUsageMeter';

export interface UsageMeterProps extends PartProps<'span'>, UsageMeterOptions {}

/**
 * How many seconds of live video the provider's sessions have used, and with `pricePerSecond` and `currency` what they cost. Works
 * anywhere inside `<DecartProvider>`. For display only: base bills on your server's data.
 *
 * @example
 * ```tsx
 * <UsageMeter pricePerSecond={0.02} currency="EUR" />
 * ```
 */
export const UsageMeter = /* @__PURE__ */ withDisplayName(
  'UsageMeter',
  /* @__PURE__ */ forwardRef<HTMLSpanElement, UsageMeterProps>(function UsageMeter(
    { pricePerSecond, currency, ...props },
    ref,
  ) {
    const { text, meterProps } = useUsageMeter({ pricePerSecond, currency });
    return (
      <Part
        as="span"
        component="UsageMeter"
        look="decart-time"
        own={meterProps}
        inner={text}
        {...props}
        ref={ref}
      />
    );
  }),
);
