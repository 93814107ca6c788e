import { forwardRef } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { statsIcon } from '../part/icons';
import { type OpenOptions, useOpen } from '../part/useOpen';
import { withDisplayName } from '../part/withDisplayName';
import { StagePortal } from '../player/StagePortal';
import { toggleProps } from './buttonProps';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { StatsPanel } from './StatsPanel';

export interface StatsButtonProps extends ButtonPartProps, OpenOptions {}

/**
 * Shows `<StatsPanel>` over the video, and hides it. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <StatsButton defaultOpen />
 * ```
 */
export const StatsButton = /* @__PURE__ */ withDisplayName(
  'StatsButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, StatsButtonProps>(function StatsButton(
    { open, defaultOpen, onOpenChange, ...props },
    ref,
  ) {
    // A viewer has no statistics: this throws at once, not when the button is pressed.
    useSessionContext('StatsButton');
    const [isOn, setOn] = useOpen({ open, defaultOpen, onOpenChange });
    const label = useLabel();
    return (
      <>
        <ControlButton
          component="StatsButton"
          icon={statsIcon}
          own={toggleProps({ label: label('stats', en.stats), isOn, act: () => setOn(!isOn) })}
          {...props}
          ref={ref}
        />
        {isOn && (
          <StagePortal>
            <StatsPanel />
          </StagePortal>
        )}
      </>
    );
  }),
);
