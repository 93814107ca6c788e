import type { ConnectionQualityReport } from '@decartai/sdk';
import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react';
import { useConnectionQuality } from '../../hooks/useConnectionQuality';
import { classNames } from '../classNames';
import type { LabelKey } from '../labels';
import { named } from '../named';
import { InStage } from '../player/InStage';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeSession } from '../session/sessionContext';
import { useLabel } from '../useLabel';

export type QualityIndicatorProps = ComponentPropsWithoutRef<'button'> & AsChild;

type Text = [LabelKey, string];

const QUALITIES: Record<ConnectionQualityReport['quality'], Text> = {
  good: ['qualityGood', 'Good connection'],
  fair: ['qualityFair', 'Fair connection'],
  poor: ['qualityPoor', 'Poor connection'],
  critical: ['qualityCritical', 'Very poor connection'],
};
const REASONS: Record<ConnectionQualityReport['limitingFactor'], Text | null> = {
  bandwidth: ['reasonBandwidth', 'the network is too slow'],
  latency: ['reasonLatency', 'the network answers late'],
  loss: ['reasonLoss', 'the network loses data'],
  stall: ['reasonStall', 'the picture stands still'],
  cpu: ['reasonCpu', 'this device is busy'],
  none: null,
};

/**
 * How good the connection is, and what holds it back: a click says it over the picture. `data-state` is `unknown`,
 * `good`, `fair`, `poor` or `critical`.
 *
 * @example
 * ```tsx
 * <QualityIndicator />
 * ```
 */
export const QualityIndicator = /* @__PURE__ */ named(
  'QualityIndicator',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, QualityIndicatorProps>(function QualityIndicator(
    { asChild, className, onClick, children, ...props },
    ref,
  ) {
    const report = useConnectionQuality(useRealtimeSession());
    const [isSaid, setSaid] = useState(false);
    const label = useLabel();
    const quality = report && label(...QUALITIES[report.quality]);
    const reason = report && REASONS[report.limitingFactor];
    const text = [
      quality ?? label('qualityUnknown', 'Connection not measured yet'),
      reason && label(...reason),
    ]
      .filter(Boolean)
      .join(': ');
    const Button = asChild ? Slot : 'button';
    return (
      <>
        <Button
          type="button"
          aria-label={text}
          aria-expanded={isSaid}
          title={text}
          data-state={report?.quality ?? 'unknown'}
          {...props}
          ref={ref}
          className={classNames('decart-button', 'decart-quality', className)}
          onClick={(event) => {
            onClick?.(event);
            if (!event.defaultPrevented) setSaid(!isSaid);
          }}
        >
          {fillIn(
            asChild,
            children,
            <svg
              className="decart-icon"
              aria-hidden="true"
              viewBox="0 0 24 24"
              width="20"
              height="20"
              fill="currentColor"
            >
              <rect x="3" y="15" width="4" height="6" rx="1" />
              <rect x="10" y="10" width="4" height="11" rx="1" />
              <rect x="17" y="4" width="4" height="17" rx="1" />
            </svg>,
          )}
        </Button>
        {isSaid && (
          <InStage>
            <p className="decart-note">{text}</p>
          </InStage>
        )}
      </>
    );
  }),
);
