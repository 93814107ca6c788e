import { forwardRef } from 'react';
import { silentIcon, soundIcon } from '../part/icons';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayer } from '../player/player';
import { ControlButton } from './ControlButton';
import { useVolume } from './useVolume';

export type VolumeControlProps = PartProps<'div'>;

/**
 * The session's volume: a mute button and a slider. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <VolumeControl />
 * ```
 */
export const VolumeControl = /* @__PURE__ */ withDisplayName(
  'VolumeControl',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VolumeControlProps>(function VolumeControl(props, ref) {
    usePlayer('VolumeControl');
    const { isMuted, muteProps, sliderProps } = useVolume();
    return (
      <Part
        as="div"
        component="VolumeControl"
        look="decart-volume"
        own={{ 'data-state': isMuted ? 'off' : 'on' }}
        inner={
          <>
            <ControlButton icon={isMuted ? silentIcon : soundIcon} own={muteProps} />
            <Part as="input" component="VolumeControl" look="decart-slider" own={sliderProps} />
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
