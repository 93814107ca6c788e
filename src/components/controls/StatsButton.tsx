import { forwardRef, useState } from 'react';
import { statsIcon } from '../icons';
import { named } from '../named';
import { InStage } from '../player/InStage';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';
import { StatsPanel } from './StatsPanel';

/**
 * Lays `<StatsPanel>` over the picture, and takes it away.
 *
 * @example
 * ```tsx
 * <StatsButton />
 * ```
 */
export const StatsButton = /* @__PURE__ */ named(
  'StatsButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(function StatsButton(props, ref) {
    const [isOn, setOn] = useState(false);
    const label = useLabel();
    return (
      <>
        <ControlButton
          aria-pressed={isOn}
          {...props}
          ref={ref}
          label={label('stats', 'Statistics')}
          icon={statsIcon}
          isOn={isOn}
          action={() => setOn(!isOn)}
        />
        {isOn && (
          <InStage>
            <StatsPanel />
          </InStage>
        )}
      </>
    );
  }),
);
