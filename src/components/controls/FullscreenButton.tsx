import { forwardRef, useSyncExternalStore } from 'react';
import { enterFullscreenIcon, leaveFullscreenIcon } from '../icons';
import { named } from '../named';
import { useElement, useOutermost, usePlayer } from '../player/player';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';

function subscribe(listener: () => void) {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
const fullscreenElement = () => document.fullscreenElement;
const none = () => null;

/** iPhones let only a video itself fill the screen, by a method of their own. */
interface PhoneVideo {
  webkitEnterFullscreen?: () => void;
}

/**
 * Lets the picture and its controls fill the screen. Nothing where the browser has no fullscreen.
 *
 * @example
 * ```tsx
 * <FullscreenButton />
 * ```
 */
export const FullscreenButton = /* @__PURE__ */ named(
  'FullscreenButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(function FullscreenButton(props, ref) {
    const target = useOutermost();
    const output: (HTMLVideoElement & PhoneVideo) | null = useElement(usePlayer().output);
    const isOn = useSyncExternalStore(subscribe, fullscreenElement, none) === target && target !== null;
    const label = useLabel();
    const isPossible = target === null || document.fullscreenEnabled || output?.webkitEnterFullscreen;
    if (!isPossible) return null;
    return (
      <ControlButton
        {...props}
        ref={ref}
        label={isOn ? label('leaveFullscreen', 'Leave fullscreen') : label('fullscreen', 'Fullscreen')}
        icon={isOn ? leaveFullscreenIcon : enterFullscreenIcon}
        isOn={isOn}
        isUnavailable={target === null}
        action={() => {
          // A browser may refuse, in a frame for example: then nothing changes.
          if (isOn) document.exitFullscreen().catch(() => {});
          else if (document.fullscreenEnabled) target?.requestFullscreen().catch(() => {});
          else output?.webkitEnterFullscreen?.();
        }}
      />
    );
  }),
);
