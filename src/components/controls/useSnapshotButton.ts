import type { PictureSource } from '../../capture/pictureSource';
import { saveFile } from '../../capture/saveFile';
import { asDecartError } from '../../errors/asDecartError';
import { useSource } from '../../hooks/sessionContext';
import { useSnapshot } from '../../hooks/useSnapshot';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { useOutput } from '../player/player';
import { actionProps } from './buttonProps';

/** Options for {@link useSnapshotButton}. */
export interface SnapshotButtonOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session */
  session?: PictureSource | undefined;
  /** The photo's format. @defaultValue 'image/png' */
  imageType?: 'image/png' | 'image/jpeg' | 'image/webp' | undefined;
  /** What to do with the photo. @defaultValue the browser saves it as a file */
  onSnapshot?: ((photo: Blob) => void) | undefined;
}

/** What {@link useSnapshotButton} returns. */
export interface SnapshotButtonResult {
  /** Whether there is a video to take a photo of. */
  isAvailable: boolean;
  /** Takes the photo and passes it to `onSnapshot`. Rejects only with `INVALID_OPTIONS`. */
  takeSnapshot: () => Promise<void>;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

function unlessInvalid(error: unknown) {
  if (asDecartError(error).code === 'INVALID_OPTIONS') throw error;
}
const save = (photo: Blob) => saveFile(photo, 'snapshot');

/**
 * Takes a photo of the transformed video, in its full size.
 *
 * @example
 * ```tsx
 * function Photo() {
 *   const { buttonProps } = useSnapshotButton({ onSnapshot: save });
 *   return <MyButton variant="ghost" {...buttonProps}>Photo</MyButton>;
 * }
 * ```
 */
export function useSnapshotButton(options: SnapshotButtonOptions = {}): SnapshotButtonResult {
  const { imageType, onSnapshot = save } = options;
  const { canTakeSnapshot, takeSnapshot } = useSnapshot(useSource(options.session, 'SnapshotButton'));
  const video = useOutput();
  const label = useLabel();
  // The video may have gone since the click.
  const take = () => takeSnapshot({ type: imageType, video }).then(onSnapshot, unlessInvalid);
  return {
    isAvailable: canTakeSnapshot,
    takeSnapshot: take,
    buttonProps: actionProps({
      label: label('snapshot', en.snapshot),
      isAvailable: canTakeSnapshot,
      act: () => void take(),
    }),
  };
}
