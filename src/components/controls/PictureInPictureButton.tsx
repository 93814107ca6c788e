import { forwardRef } from 'react';
import { pictureInPictureIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayer } from '../player/player';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { usePictureInPicture } from './usePictureInPicture';

export type PictureInPictureButtonProps = ButtonPartProps;

/**
 * Shows the video in a window on top of all others. Renders nothing if the browser doesn't support it. `data-state` is
 * `on` or `off`.
 *
 * @example
 * ```tsx
 * <PictureInPictureButton />
 * ```
 */
export const PictureInPictureButton = /* @__PURE__ */ withDisplayName(
  'PictureInPictureButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, PictureInPictureButtonProps>(
    function PictureInPictureButton(props, ref) {
      usePlayer('PictureInPictureButton');
      const { isSupported, buttonProps } = usePictureInPicture();
      if (!isSupported) return null;
      return (
        <ControlButton
          component="PictureInPictureButton"
          icon={pictureInPictureIcon}
          own={buttonProps}
          {...props}
          ref={ref}
        />
      );
    },
  ),
);
