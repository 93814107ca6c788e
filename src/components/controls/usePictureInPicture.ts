import { useCallback, useContext, useSyncExternalStore } from 'react';
import { SourceContext } from '../../hooks/sessionContext';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { useOutput } from '../player/player';
import { toggleProps } from './buttonProps';

/** Options for {@link usePictureInPicture}. */
export interface PictureInPictureOptions {
  /** The `<video>`. @defaultValue the enclosing root's `<video>` */
  video?: HTMLVideoElement | null | undefined;
}

/** What {@link usePictureInPicture} returns. */
export interface PictureInPictureResult {
  /** Whether the browser supports it. True until the video is mounted, and on a server. */
  isSupported: boolean;
  /** Whether there is a video to show. */
  isAvailable: boolean;
  /** Whether the video is in a separate window. */
  isOn: boolean;
  /** Opens or closes the window; call it from a click. A browser may refuse. */
  toggle: () => void;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

const never = () => false;

/** In a shadow root, we ask the root: for the document, its host is in the window. */
function isInWindow(video: HTMLVideoElement | null): boolean {
  const root = video?.getRootNode();
  return root !== undefined && 'pictureInPictureElement' in root && root.pictureInPictureElement === video;
}
const nothing = () => () => {};

/**
 * Shows the video in a window on top of all others.
 *
 * @example
 * ```tsx
 * function Float() {
 *   const { isSupported, buttonProps } = usePictureInPicture();
 *   return isSupported && <MyButton variant="ghost" {...buttonProps}>Float</MyButton>;
 * }
 * ```
 */
export function usePictureInPicture({ video: own }: PictureInPictureOptions = {}): PictureInPictureResult {
  const output = useOutput();
  const video = own ?? output;
  const around = useContext(SourceContext);
  // The enclosing root knows nothing about another video.
  const source = video === output ? around : null;
  const label = useLabel();
  const hasVideo = useSyncExternalStore(
    source?.subscribe ?? nothing,
    () => (source ? source.getSnapshot().remoteStream !== null : video !== null),
    never,
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      video?.addEventListener('enterpictureinpicture', listener);
      video?.addEventListener('leavepictureinpicture', listener);
      return () => {
        video?.removeEventListener('enterpictureinpicture', listener);
        video?.removeEventListener('leavepictureinpicture', listener);
      };
    },
    [video],
  );
  const isOn = useSyncExternalStore(subscribe, () => isInWindow(video), never);
  const toggle = () => {
    if (isOn) video?.ownerDocument.exitPictureInPicture().catch(() => {});
    else video?.requestPictureInPicture().catch(() => {});
  };
  // A window whose video is gone can still be closed.
  const isAvailable = isOn || (hasVideo && video !== null);
  return {
    isSupported: video === null || video.ownerDocument.pictureInPictureEnabled,
    isAvailable,
    isOn,
    toggle,
    buttonProps: toggleProps({
      label: label('pictureInPicture', en.pictureInPicture),
      isOn,
      isAvailable,
      act: toggle,
    }),
  };
}
