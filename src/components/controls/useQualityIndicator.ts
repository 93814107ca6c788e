import type { ConnectionQualityReport } from '@decartai/sdk';
import { useId } from 'react';
import { useSession } from '../../hooks/sessionContext';
import { useConnectionQuality } from '../../hooks/useConnectionQuality';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { RealtimeSession } from '../../realtime/types';
import type { OwnProps } from '../part/Part';
import { type OpenOptions, useOpen } from '../part/useOpen';

/** Options for {@link useQualityIndicator}. */
export interface QualityIndicatorOptions extends OpenOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
}

/** What {@link useQualityIndicator} returns. */
export interface QualityIndicatorResult {
  /** `null` before the first report. */
  quality: ConnectionQualityReport['quality'] | null;
  /** How good the connection is, and what limits it. */
  text: string;
  /** Whether `text` should be shown. */
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** For the `<button>` that shows `text`. */
  buttonProps: OwnProps<'button'>;
  /** For the element that shows it. */
  textProps: { id: string };
}

/** Describes a report in words. */
function useDescribe(): (report: ConnectionQualityReport) => string {
  const label = useLabel();
  return ({ quality: level, limitingFactor }) => {
    const quality = {
      good: () => label('qualityGood', en.qualityGood),
      fair: () => label('qualityFair', en.qualityFair),
      poor: () => label('qualityPoor', en.qualityPoor),
      critical: () => label('qualityCritical', en.qualityCritical),
    }[level]();
    const reason = {
      bandwidth: () => label('reasonBandwidth', en.reasonBandwidth),
      latency: () => label('reasonLatency', en.reasonLatency),
      loss: () => label('reasonLoss', en.reasonLoss),
      stall: () => label('reasonStall', en.reasonStall),
      cpu: () => label('reasonCpu', en.reasonCpu),
      none: () => null,
    }[limitingFactor]();
    return reason ? label('qualityBecause', en.qualityBecause, { quality, reason }) : quality;
  };
}

/**
 * How good the connection is, in words.
 *
 * @example
 * ```tsx
 * function Quality() {
 *   const { quality, text } = useQualityIndicator();
 *   return <span data-quality={quality}>{text}</span>;
 * }
 * ```
 */
export function useQualityIndicator(options: QualityIndicatorOptions = {}): QualityIndicatorResult {
  const report = useConnectionQuality(useSession(options.session, 'QualityIndicator'));
  const [isOpen, setOpen] = useOpen(options);
  const label = useLabel();
  const describe = useDescribe();
  const id = useId();
  const text = report ? describe(report) : label('qualityUnknown', en.qualityUnknown);
  return {
    quality: report?.quality ?? null,
    text,
    isOpen,
    setOpen,
    textProps: { id },
    buttonProps: {
      type: 'button',
      'aria-label': text,
      title: text,
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'data-state': report?.quality ?? 'unknown',
      onClick: () => setOpen(!isOpen),
      onKeyDown(event) {
        if (event.key === 'Escape' && isOpen) setOpen(false);
      },
    },
  };
}
