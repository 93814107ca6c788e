import { forwardRef } from 'react';
import { shareIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type ShareButtonOptions, useShareButton } from './useShareButton';

export interface ShareButtonProps extends ButtonPartProps, ShareButtonOptions {}

/**
 * Shares a photo or a recording with the system's share sheet; if there is none, the browser saves it. `data-state` is
 * `ready`, or `unavailable` while there is nothing to share.
 *
 * @example
 * ```tsx
 * <ShareButton files={recording.parts.flatMap(({ blob }) => blob ?? [])} />
 * ```
 */
export const ShareButton = /* @__PURE__ */ withDisplayName(
  'ShareButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ShareButtonProps>(function ShareButton(
    { files, fileName, onShared, ...props },
    ref,
  ) {
    const { buttonProps } = useShareButton({ files, fileName, onShared });
    return <ControlButton component="ShareButton" icon={shareIcon} own={buttonProps} {...props} ref={ref} />;
  }),
);
