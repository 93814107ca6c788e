import { forwardRef } from 'react';
import { screenIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type ScreenShareOptions, useScreenShareButton } from './useScreenShareButton';

export interface ScreenShareButtonProps
  extends Omit<ButtonPartProps, 'onError'>,
    Omit<ScreenShareOptions, 'session'> {}

/**
 * Shares a screen, a window or a tab instead of the camera; the next press returns to the camera. A live session continues.
 * Renders nothing if the browser can't share a screen, as on phones. `data-state` is `on` or `off`.
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
