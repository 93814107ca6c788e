import { forwardRef, useCallback, useSyncExternalStore } from 'react';
import { pictureInPictureIcon } from '../icons';
import { named } from '../named';
import { useElement, usePicture, usePlayer } from '../player/player';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';

const never = () => false;

/**
 * Shows the picture in a window over all others. Nothing where the browser has no picture-in-picture.
 *
 * @example
 * ```tsx
 * <PictureInPictureButton />
 * ```
 */
export const PictureInPictureButton = /* @__PURE__ */ named(
  'PictureInPictureButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(
    function PictureInPictureButton(props, ref) {
      const video = useElement(usePlayer().output);
      const hasPicture = usePicture() !== null;
      const label = useLabel();
      const subscribe = useCallback(
        (listener: () => void) => {
          video?.addEventListener('enterpictureinpicture', listener);
          video?.addEventListener('leavepictureinpicture', listener);
          return () => {
            video?.removeEventListener('enterpictureinpicture', listener);
            video?.removeEventListener('leavepictureinpicture', listener);
          };
        },
        [video],
      );
      const isOn = useSyncExternalStore(
        subscribe,
        () => document.pictureInPictureElement === video && !!video,
        never,
      );
      if (video && !document.pictureInPictureEnabled) return null;
      return (
        <ControlButton
          aria-pressed={isOn}
          {...props}
          ref={ref}
          // A window that is left without a picture can be closed.
          isUnavailable={!isOn && (!hasPicture || !video)}
          label={label('pictureInPicture', 'Picture in picture')}
          icon={pictureInPictureIcon}
          isOn={isOn}
          action={() => {
            // A browser may refuse: then nothing changes.
            if (isOn) document.exitPictureInPicture().catch(() => {});
            else video?.requestPictureInPicture().catch(() => {});
          }}
        />
      );
    },
  ),
);
