import { forwardRef } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { useLeaveFocus } from '../part/focus';
import { splitIcon } from '../part/icons';
import { type OpenOptions, useOpen } from '../part/useOpen';
import { withDisplayName } from '../part/withDisplayName';
import { useOutermost, useOutput } from '../player/player';
import { StagePortal } from '../player/StagePortal';
import { BeforeAfter } from '../video/BeforeAfter';
import { toggleProps } from './buttonProps';
import { type ButtonPartProps, ControlButton } from './ControlButton';

export interface BeforeAfterButtonProps extends ButtonPartProps, OpenOptions {}

/**
 * Shows `<BeforeAfter>` over the video, and hides it. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <BeforeAfterButton />
 * ```
 */
export const BeforeAfterButton = /* @__PURE__ */ withDisplayName(
  'BeforeAfterButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, BeforeAfterButtonProps>(function BeforeAfterButton(
    { open, defaultOpen, onOpenChange, ...props },
    ref,
  ) {
    useSessionContext('BeforeAfterButton');
    const output = useOutput();
    const hasBoth = useRealtimeState((state) => state.remoteStream !== null && state.localStream !== null);
    const isAvailable = hasBoth && output !== null;
    const [isOpen, setOpen] = useOpen({ open, defaultOpen, onOpenChange });
    const isOn = isOpen && isAvailable;
    const comparison = useLeaveFocus(useOutermost());
    const label = useLabel();
    const name = label('beforeAfter', en.beforeAfter);
    return (
      <>
        <ControlButton
          component="BeforeAfterButton"
          icon={splitIcon}
          own={toggleProps({ label: name, isOn, isAvailable, act: () => setOpen(!isOn) })}
          {...props}
          ref={ref}
        />
        {isOn && (
          <StagePortal>
            <BeforeAfter ref={comparison} />
          </StagePortal>
        )}
      </>
    );
  }),
);
