import { type ComponentPropsWithoutRef, forwardRef, useCallback, useSyncExternalStore } from 'react';
import { classNames } from '../classNames';
import { silentIcon, soundIcon } from '../icons';
import { named } from '../named';
import { useElement, usePlayer } from '../player/player';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { ControlButton } from './ControlButton';

export type VolumeControlProps = ComponentPropsWithoutRef<'div'> & AsChild;

const silent = () => 0;

/**
 * How loud the session is: a button that mutes, and a slider. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <VolumeControl />
 * ```
 */
export const VolumeControl = /* @__PURE__ */ named(
  'VolumeControl',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VolumeControlProps>(function VolumeControl(
    { asChild, className, children, ...props },
    ref,
  ) {
    const video = useElement(usePlayer().output);
    const label = useLabel();
    const subscribe = useCallback(
      (listener: () => void) => {
        video?.addEventListener('volumechange', listener);
        return () => video?.removeEventListener('volumechange', listener);
      },
      [video],
    );
    const volume = useSyncExternalStore(subscribe, () => (video && !video.muted ? video.volume : 0), silent);
    const isOn = volume > 0;
    const Box = asChild ? Slot : 'div';
    return (
      <Box
        role="group"
        aria-label={label('volume', 'Volume')}
        data-state={isOn ? 'on' : 'off'}
        {...props}
        ref={ref}
        className={classNames('decart-volume', className)}
      >
        {fillIn(
          asChild,
          children,
          <>
            <ControlButton
              aria-pressed={!isOn}
              label={label('mute', 'Mute')}
              icon={isOn ? soundIcon : silentIcon}
              action={() => setMuted(video, isOn)}
            />
            <input
              type="range"
              min="0"
              max="1"
              step="0.05"
              value={volume}
              aria-label={label('volume', 'Volume')}
              onChange={(event) => setVolume(video, event.currentTarget.valueAsNumber)}
            />
          </>,
        )}
      </Box>
    );
  }),
);

function setMuted(video: HTMLVideoElement | null, muted: boolean) {
  if (video) video.muted = muted;
}

/** Silence is muted, and keeps the volume: it is what comes back. */
function setVolume(video: HTMLVideoElement | null, volume: number) {
  setMuted(video, volume === 0);
  if (video && volume > 0) video.volume = volume;
}
