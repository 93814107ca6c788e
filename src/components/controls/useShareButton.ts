import { useState } from 'react';
import { shareFiles } from '../../capture/shareFiles';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { actionProps } from './buttonProps';

/** Options for {@link useShareButton}. */
export interface ShareButtonOptions {
  /** What to share: a photo, or the files of a recording. Nothing yet: `null` or an empty list. */
  files: Blob | readonly Blob[] | null;
  /**
   * The name of the file, without its extension; if there are several, the others get a number. @defaultValue 'video'
   */
  fileName?: string | undefined;
  /** Called when the system's share sheet has accepted the files, or the browser has saved them. */
  onShared?: ((how: 'shared' | 'saved') => void) | undefined;
}

/** What {@link useShareButton} returns. */
export interface ShareButtonResult {
  /** Whether there is something to share, and no sheet is open. */
  isAvailable: boolean;
  /** Opens the sheet, or saves; call it from a click. Never rejects. */
  share: () => Promise<void>;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

/**
 * Shares files with the system's sheet (messages, mail, other apps). If there is none, the browser saves them.
 *
 * @example
 * ```tsx
 * function Share({ photo }: { photo: Blob | null }) {
 *   const { buttonProps } = useShareButton({ files: photo, fileName: 'me' });
 *   return <MyButton variant="ghost" {...buttonProps}>Share</MyButton>;
 * }
 * ```
 */
export function useShareButton({
  files,
  fileName = 'video',
  onShared,
}: ShareButtonOptions): ShareButtonResult {
  const [isOpen, setOpen] = useState(false);
  const label = useLabel();
  const blobs = files === null ? [] : [files].flat();
  const isAvailable = blobs.length > 0 && !isOpen;

  const share = async () => {
    if (!isAvailable) return;
    setOpen(true);
    const how = await shareFiles(blobs, fileName);
    setOpen(false);
    if (how !== 'cancelled') onShared?.(how);
  };
  return {
    isAvailable,
    share,
    buttonProps: actionProps({ label: label('share', en.share), isAvailable, act: () => void share() }),
  };
}
