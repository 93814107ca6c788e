import { forwardRef } from 'react';
import { saveFile } from '../../capture/saveFile';
import { useSnapshot } from '../../hooks/useSnapshot';
import { snapshotIcon } from '../icons';
import { named } from '../named';
import { useElement, usePlayer } from '../player/player';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';

export interface SnapshotButtonProps extends ControlButtonProps {
  /** How the picture is encoded. @defaultValue 'image/png' */
  imageType?: 'image/png' | 'image/jpeg' | 'image/webp' | undefined;
  /** What to do with the picture. @defaultValue the browser saves it as a file */
  onSnapshot?: ((picture: Blob) => void) | undefined;
}

/**
 * Takes the picture that is on screen, in its full size. `data-state` is `ready`, or `unavailable` while there is none.
 *
 * @example
 * ```tsx
 * <SnapshotButton onSnapshot={(picture) => upload.mutate(picture)} />
 * ```
 */
export const SnapshotButton = /* @__PURE__ */ named(
  'SnapshotButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, SnapshotButtonProps>(function SnapshotButton(
    { imageType, onSnapshot = (picture) => saveFile(picture, 'snapshot'), ...props },
    ref,
  ) {
    const { source, output } = usePlayer();
    const { takeSnapshot, canTakeSnapshot } = useSnapshot(source);
    const video = useElement(output);
    const label = useLabel();
    return (
      <ControlButton
        {...props}
        ref={ref}
        isUnavailable={!canTakeSnapshot}
        label={label('snapshot', 'Take a picture')}
        icon={snapshotIcon}
        // The picture may have gone since the click.
        action={() => takeSnapshot({ type: imageType, video }).then(onSnapshot, () => {})}
      />
    );
  }),
);
