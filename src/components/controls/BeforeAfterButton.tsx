import { forwardRef, useState } from 'react';
import { splitIcon } from '../icons';
import { named } from '../named';
import { InStage } from '../player/InStage';
import { useElement, usePlayer } from '../player/player';
import { useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { BeforeAfter } from '../video/BeforeAfter';
import { ControlButton, type ControlButtonProps } from './ControlButton';

/**
 * Lays `<BeforeAfter>` over the picture, and takes it away.
 *
 * @example
 * ```tsx
 * <BeforeAfterButton />
 * ```
 */
export const BeforeAfterButton = /* @__PURE__ */ named(
  'BeforeAfterButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(function BeforeAfterButton(props, ref) {
    const output = useElement(usePlayer().output);
    const hasBoth = useRealtimeState((state) => state.remoteStream !== null && state.localStream !== null);
    const canCompare = hasBoth && output !== null;
    const [isWanted, setWanted] = useState(false);
    const isOn = isWanted && canCompare;
    const label = useLabel();
    return (
      <>
        <ControlButton
          aria-pressed={isOn}
          {...props}
          ref={ref}
          isUnavailable={!canCompare}
          label={label('beforeAfter', 'Before and after')}
          icon={splitIcon}
          isOn={isOn}
          action={() => setWanted(!isOn)}
        />
        {isOn && (
          <InStage>
            <BeforeAfter />
          </InStage>
        )}
      </>
    );
  }),
);
