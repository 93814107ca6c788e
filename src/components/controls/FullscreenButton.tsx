import { forwardRef } from 'react';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayer } from '../player/player';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { useFullscreen } from './useFullscreen';

export type FullscreenButtonProps = ButtonPartProps;

const ENTER_ICON = 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5';
const LEAVE_ICON = 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5';

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
        icon={isFullscreen ? LEAVE_ICON : ENTER_ICON}
        own={buttonProps}
        {...props}
        ref={ref}
      />
    );
  }),
);
