import { forwardRef } from 'react';
import { qualityIcon } from '../part/icons';
import { named } from '../part/named';
import { Part } from '../part/Part';
import type { OpenOptions } from '../part/useOpen';
import { InStage } from '../player/InStage';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { useQualityIndicator } from './useQualityIndicator';

export interface QualityIndicatorProps extends ButtonPartProps, OpenOptions {}

/**
 * How good the connection is, and what limits it: a press says it over the video, Escape takes it away. `data-state` is
 * `unknown`, `good`, `fair`, `poor` or `critical`.
 *
 * @example
 * ```tsx
 * <QualityIndicator />
 * ```
 */
export const QualityIndicator = /* @__PURE__ */ named(
  'QualityIndicator',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, QualityIndicatorProps>(function QualityIndicator(
    { open, defaultOpen, onOpenChange, ...props },
    ref,
  ) {
    const { text, isOpen, buttonProps, textProps } = useQualityIndicator({ open, defaultOpen, onOpenChange });
    return (
      <>
        <ControlButton
          component="QualityIndicator"
          look="decart-quality"
          icon={qualityIcon}
          own={buttonProps}
          {...props}
          ref={ref}
        />
        {isOpen && (
          <InStage>
            <Part
              as="p"
              component="QualityIndicator"
              look="decart-note decart-quality-note"
              unstyled={props.unstyled}
              {...textProps}
            >
              {text}
            </Part>
          </InStage>
        )}
      </>
    );
  }),
);
