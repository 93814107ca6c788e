import { useCallback, useSyncExternalStore } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { useOutermost, useOutput } from '../player/player';
import { actionProps } from './buttonProps';

/** What {@link useFullscreen} takes. */
export interface FullscreenOptions {
  /** What fills the screen. @defaultValue the root around, else its stage or video */
  element?: HTMLElement | null | undefined;
}

/** What {@link useFullscreen} returns. */
export interface FullscreenResult {
  /** Whether the browser can. Until the element is there, as on a server, it counts as yes. */
  isSupported: boolean;
  isFullscreen: boolean;
  /** Fills the screen, or leaves it; call it from a click. A browser may refuse, in a frame for example. */
  toggle: () => void;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

/** iPhones let only a video itself fill the screen, by a method of their own. */
interface PhoneVideo {
  webkitEnterFullscreen?: () => void;
}

const never = () => false;

/** Inside a shadow root its own answer counts: to the document, the host fills the screen. */
function fillsScreen(element: HTMLElement | null): boolean {
  const root = element?.getRootNode();
  return root !== undefined && 'fullscreenElement' in root && root.fullscreenElement === element;
}

/**
 * Lets the video and its controls fill the screen.
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
