import { useCallback, useSyncExternalStore } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { useOutermost, useOutput } from '../player/player';
import { actionProps } from './buttonProps';

/** Options for {@link useFullscreen}. */
export interface FullscreenOptions {
  /** The element to show in full screen. @defaultValue the enclosing root, else its stage or video */
  element?: HTMLElement | null | undefined;
}

/** What {@link useFullscreen} returns. */
export interface FullscreenResult {
  /** Whether the browser supports it. True until the element is mounted, and on a server. */
  isSupported: boolean;
  isFullscreen: boolean;
  /** Enters or leaves full screen; call it from a click. A browser may refuse, for example in a frame. */
  toggle: () => void;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

/** On iPhones only a video itself can be in full screen, with a method of its own. */
interface PhoneVideo {
  webkitEnterFullscreen?: () => void;
}

const never = () => false;

/** In a shadow root, we ask the root: for the document, its host is the full-screen element. */
function fillsScreen(element: HTMLElement | null): boolean {
  const root = element?.getRootNode();
  return root !== undefined && 'fullscreenElement' in root && root.fullscreenElement === element;
}

/**
 * Shows the video and its controls in full screen.
 *
 * @example
 * ```tsx
 * function Fullscreen() {
 *   const { isSupported, buttonProps } = useFullscreen();
 *   return isSupported && <MyButton variant="ghost" {...buttonProps}>⛶</MyButton>;
 * }
 * ```
 */
export function useFullscreen({ element }: FullscreenOptions = {}): FullscreenResult {
  const outermost = useOutermost();
  const target = element ?? outermost;
  const video: (HTMLVideoElement & PhoneVideo) | null = useOutput();
  const page = target?.ownerDocument;
  const subscribe = useCallback(
    (listener: () => void) => {
      page?.addEventListener('fullscreenchange', listener);
      return () => page?.removeEventListener('fullscreenchange', listener);
    },
    [page],
  );
  const isFullscreen = useSyncExternalStore(subscribe, () => fillsScreen(target), never);
  const label = useLabel();
  const toggle = () => {
    if (isFullscreen) page?.exitFullscreen().catch(() => {});
    else if (page?.fullscreenEnabled) target?.requestFullscreen().catch(() => {});
    else video?.webkitEnterFullscreen?.();
  };
  const name = isFullscreen
    ? label('leaveFullscreen', en.leaveFullscreen)
    : label('fullscreen', en.fullscreen);
  return {
    isSupported: !page || page.fullscreenEnabled || video?.webkitEnterFullscreen !== undefined,
    isFullscreen,
    toggle,
    buttonProps: actionProps({ label: name, isOn: isFullscreen, isAvailable: target !== null, act: toggle }),
  };
}
