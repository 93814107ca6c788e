import { useSyncExternalStore } from 'react';
import { useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import { isMirrored, type Mirror } from '../../media/mirrorTrack';
import { useLabel } from '../../provider/labels';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import type { OwnProps } from '../part/Part';
import { actionProps } from './buttonProps';

/** Options for {@link useMirrorSwitch}. */
export interface MirrorSwitchOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
}

/** What {@link useMirrorSwitch} returns. */
export interface MirrorSwitchResult {
  /** Whether the input is mirrored. */
  isOn: boolean;
  /** Turns mirroring on or off; `'auto'`: only for a camera that faces the user. */
  setMirror: (mirror: Mirror) => void;
  /** For a `<button>` that is a switch for screen readers. */
  switchProps: OwnProps<'button'>;
}

const localStream = (state: RealtimeSnapshot) => state.localStream;

/** Whether a session's input is mirrored; with `'auto'`, the camera decides. */
export function useIsMirrored(session: RealtimeSession): boolean {
  const { mirrorStore } = session;
  const setting = useSyncExternalStore(
    mirrorStore.subscribe,
    mirrorStore.getSnapshot,
    mirrorStore.getSnapshot,
  );
  const track = usePicked(session, localStream, IDLE_SNAPSHOT)?.getVideoTracks()[0];
  return track ? isMirrored(track, setting) : setting === true;
}

/**
 * Mirrors the input and its preview; a live session continues.
 *
 * @example
 * ```tsx
 * function Mirror() {
 *   const { isOn, setMirror } = useMirrorSwitch();
 *   return <label><input type="checkbox" checked={isOn} onChange={() => setMirror(!isOn)} /> Mirror</label>;
 * }
 * ```
 */
export function useMirrorSwitch({ session: own }: MirrorSwitchOptions = {}): MirrorSwitchResult {
  const session = useSession(own, 'MirrorSwitch');
  const isOn = useIsMirrored(session);
  const label = useLabel();
  const { setMirror } = session;
  const act = () => setMirror(!isOn);
  return {
    isOn,
    setMirror,
    switchProps: {
      role: 'switch',
      'aria-checked': isOn,
      ...actionProps({ label: label('mirror', en.mirror), isOn, act }),
    },
  };
}
