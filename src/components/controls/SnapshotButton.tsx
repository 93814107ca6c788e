import { forwardRef } from 'react';
import { snapshotIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type SnapshotButtonOptions, useSnapshotButton } from './useSnapshotButton';

export interface SnapshotButtonProps extends ButtonPartProps, Omit<SnapshotButtonOptions, 'session'> {}

/**
 * Takes a photo of the transformed video, in its full size. `data-state` is `ready`, or `unavailable` while there is none.
 *
 * @example
 * ```tsx
 * <SnapshotButton onSnapshot={(photo) => upload.mutate(photo)} />
 * ```
 */
export const SnapshotButton = /* @__PURE__ */ withDisplayName(
  'SnapshotButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, SnapshotButtonProps>(function SnapshotButton(
    { imageType, onSnapshot, ...props },
    ref,
  ) {
    const { buttonProps } = useSnapshotButton({ imageType, onSnapshot });
    return (
      <ControlButton component="SnapshotButton" icon={snapshotIcon} own={buttonProps} {...props} ref={ref} />
    );
  }),
);
