import { useState, useSyncExternalStore } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import type { VideoInput } from '../../media/mediaInput';
import { useLabel } from '../../provider/labels';
import { isActive } from '../../realtime/machine';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import type { OwnProps } from '../part/Part';
import { toggleProps } from './buttonProps';
import { useAttempt } from './useAttempt';

/** Options for {@link useScreenShareButton}. */
export interface ScreenShareOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** Called if no screen was shared, or the previous input couldn't be reopened. `<ProblemMessage>` shows it, too. */
  onError?: ((error: DecartError) => void) | undefined;
}

/** What {@link useScreenShareButton} returns. */
export interface ScreenShareResult {
  /** Whether the browser can share a screen. Phones can't. `true` on a server. */
  isSupported: boolean;
  /** Whether a session is live or connecting. Only then can a screen be shared. */
  isAvailable: boolean;
  /** Whether a screen is shared. It is `false` once sharing is stopped in the browser's own bar. */
  isOn: boolean;
  /** Asks for a screen, or returns to the previous input. Call it from a click. Never rejects. */
  toggle: () => Promise<void>;
  /** `pending` while the browser asks. */
  status: 'idle' | 'pending' | 'error';
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

const hasSession = ({ status }: RealtimeSnapshot) => isActive(status);
const hasInput = ({ inputStatus }: RealtimeSnapshot) => inputStatus !== 'none' && inputStatus !== 'ended';

const nothing = () => () => {};
const always = () => true;
const canShare = () => typeof navigator.mediaDevices?.getDisplayMedia === 'function';

/**
 * Shares a screen, a window or a tab instead of the camera; a live session continues. When sharing is stopped in the browser's
 * own bar, black is sent, and no camera is opened.
 *
 * @example
 * ```tsx
 * function Present() {
 *   const { isSupported, isOn, buttonProps } = useScreenShareButton();
 *   return isSupported && <MyButton variant="ghost" {...buttonProps}>{isOn ? 'Stop sharing' : 'Share screen'}</MyButton>;
 * }
 * ```
 */
export function useScreenShareButton(options: ScreenShareOptions = {}): ScreenShareResult {
  const session = useSession(options.session, 'ScreenShareButton');
  const { inputStore } = session;
  const input = useSyncExternalStore(inputStore.subscribe, inputStore.getSnapshot, inputStore.getSnapshot);
  const isSupported = useSyncExternalStore(nothing, canShare, always);
  const isSession = usePicked(session, hasSession, IDLE_SNAPSHOT);
  const isSent = usePicked(session, hasInput, IDLE_SNAPSHOT);
  const [before, setBefore] = useState<string | VideoInput>(null);
  const label = useLabel();
  const isOn = input === 'screen' && isSent;
  const { status, attempt } = useAttempt(isOn);
  const isAvailable = isSession && status !== 'pending';

  const toggle = async () => {
    if (!isAvailable) return;
    if (input !== 'screen') setBefore(input);
    const next = isOn ? before : 'screen';
    await attempt({
      action: () => session.setInput(next),
      onFailed: (error) => options.onError?.(error),
    });
  };
  return {
    isSupported,
    isAvailable,
    isOn,
    toggle,
    status,
    buttonProps: toggleProps({
      label: label('shareScreen', en.shareScreen),
      isOn,
      isAvailable,
      act: () => void toggle(),
    }),
  };
}
