import { forwardRef } from 'react';
import { screenIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type ScreenShareOptions, useScreenShareButton } from './useScreenShareButton';

export interface ScreenShareButtonProps
  extends Omit<ButtonPartProps, 'onError'>,
    Omit<ScreenShareOptions, 'session'> {}

/**
 * Shares a screen, a window or a tab in place of the camera, and goes back to the camera when it is pressed again; a live session
 * continues. Nothing where the browser can't share a screen, as on a phone. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <ScreenShareButton />
 * ```
 */
export const ScreenShareButton = /* @__PURE__ */ withDisplayName(
  'ScreenShareButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ScreenShareButtonProps>(function ScreenShareButton(
    { onError, ...props },
    ref,
  ) {
    const { isSupported, buttonProps } = useScreenShareButton({ onError });
    if (!isSupported) return null;
    return (
      <ControlButton component="ScreenShareButton" icon={screenIcon} own={buttonProps} {...props} ref={ref} />
    );
  }),
);
