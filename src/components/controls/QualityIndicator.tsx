import { forwardRef } from 'react';
import { qualityIcon } from '../part/icons';
import { Part } from '../part/Part';
import type { OpenOptions } from '../part/useOpen';
import { withDisplayName } from '../part/withDisplayName';
import { StagePortal } from '../player/StagePortal';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { useQualityIndicator } from './useQualityIndicator';

export interface QualityIndicatorProps extends ButtonPartProps, OpenOptions {}

/**
 * How good the connection is, and what limits it: a press shows the details over the video, Escape hides them.
 * `data-state` is `unknown`, `good`, `fair`, `poor` or `critical`.
 *
 * @example
 * ```tsx
 * <QualityIndicator />
 * ```
 */
export const QualityIndicator = /* @__PURE__ */ withDisplayName(
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
          <StagePortal>
            <Part
              as="p"
              component="QualityIndicator"
              look="decart-note decart-quality-note"
              unstyled={props.unstyled}
              {...textProps}
            >
              {text}
            </Part>
          </StagePortal>
        )}
      </>
    );
  }),
);
