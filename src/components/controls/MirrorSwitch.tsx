import { forwardRef } from 'react';
import { mirrorIcon } from '../icons';
import { named } from '../named';
import { useIsMirrored, useRealtimeSession } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';

/**
 * Mirrors what is sent, and the preview with it; a live session goes on.
 *
 * @example
 * ```tsx
 * <MirrorSwitch />
 * ```
 */
export const MirrorSwitch = /* @__PURE__ */ named(
  'MirrorSwitch',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(function MirrorSwitch(props, ref) {
    const { setMirror } = useRealtimeSession();
    const isOn = useIsMirrored();
    const label = useLabel();
    return (
      <ControlButton
        aria-pressed={isOn}
        {...props}
        ref={ref}
        label={label('mirror', 'Mirror')}
        icon={mirrorIcon}
        isOn={isOn}
        action={() => setMirror(!isOn)}
      />
    );
  }),
);
