import { forwardRef } from 'react';
import { enterFullscreenIcon, leaveFullscreenIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayer } from '../player/player';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { useFullscreen } from './useFullscreen';

export type FullscreenButtonProps = ButtonPartProps;

/**
 * Shows the video and its controls in full screen. Renders nothing if the browser doesn't support it. `data-state` is
 * `on` or `off`.
 *
 * @example
 * ```tsx
 * <FullscreenButton />
 * ```
 */
export const FullscreenButton = /* @__PURE__ */ withDisplayName(
  'FullscreenButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, FullscreenButtonProps>(function FullscreenButton(props, ref) {
    usePlayer('FullscreenButton');
    const { isSupported, isFullscreen, buttonProps } = useFullscreen();
    if (!isSupported) return null;
    return (
      <ControlButton
        component="FullscreenButton"
        icon={isFullscreen ? leaveFullscreenIcon : enterFullscreenIcon}
        own={buttonProps}
        {...props}
        ref={ref}
      />
    );
  }),
);
