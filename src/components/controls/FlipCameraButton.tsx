import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef } from 'react';
import { useLeaveFocus } from '../part/focus';
import { flipIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { useOutermost } from '../player/player';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type FlipCameraOptions, useFlipCamera } from './useFlipCamera';

export interface FlipCameraButtonProps
  extends Omit<ButtonPartProps, 'onError'>,
    Omit<FlipCameraOptions, 'session'> {}

/**
 * Switches between the front and the rear camera of a phone or tablet; a live session continues. Renders nothing if there
 * is no other camera to switch to, as on most computers, or before the camera is open. `data-facing` is `user` or
 * `environment`. `data-state` is `ready`, or `unavailable` while the other camera is being opened.
 *
 * @example
 * ```tsx
 * <FlipCameraButton />
 * ```
 */
export const FlipCameraButton = /* @__PURE__ */ withDisplayName(
  'FlipCameraButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, FlipCameraButtonProps>(function FlipCameraButton(
    { onFlip, onError, ...props },
    ref,
  ) {
    const { isAvailable, buttonProps } = useFlipCamera({ onFlip, onError });
    const button = useComposedRefs(ref, useLeaveFocus(useOutermost()));
    if (!isAvailable) return null;
    return (
      <ControlButton component="FlipCameraButton" icon={flipIcon} own={buttonProps} {...props} ref={button} />
    );
  }),
);
