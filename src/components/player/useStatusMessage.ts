import { useContext } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { assertPlayer } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import { useLabel, useLabels } from '../../provider/labels';
import { useLogError } from '../../provider/useLogError';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { useLateTexts, usePermissionHelp } from '../text/lateTexts';
import { PlayerContext, type PlayerSession, type PlayerState, usePlaybackOf } from './player';

/** Options for {@link useStatusMessage}. */
export interface StatusMessageOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session */
  session?: PlayerSession | undefined;
}

/** What {@link useStatusMessage} returns. */
export interface StatusText {
  /** One sentence for visitors. */
  text: string;
  /** After a refused camera or microphone: how to allow it in this browser. */
  help: string | null;
  /** In status `error`: what happened, with its code and the message for developers. */
  error: DecartError | null;
  status: PlayerState['status'];
  /** What a start waits for, in status `connecting`. */
  phase: 'camera' | 'token' | 'signaling' | 'media' | null;
}

const all = (state: PlayerState) => state;

/** No other part of the page shows these. */
const NEEDS_TEXT = new Set<PlayerState['status']>(['queued', 'ended', 'error']);

/** Returns what a session or a viewer is doing, in the words of the labels. */
function useDescribe(state: PlayerState, canStart: boolean, isBlocked: boolean): string {
  const { status } = state;
  const texts = useLateTexts((status !== 'idle' || isBlocked) && status);
  const label = useLabel();
  const labels = useLabels();
  const loaded = texts === 'failed' ? null : texts;
  if (isBlocked) return loaded?.describeBlocked(label) ?? '';
  const waiting = () => label('waiting', en.waiting);
  const early = () => (canStart ? label('idle', en.idle) : waiting());
  if (state.status === 'idle') return early();
  if (state.status === 'waiting') return waiting();
  if (loaded) return loaded.describe(state, labels, label);
  if (texts === 'failed') return NEEDS_TEXT.has(status) ? label('outOfDate', en.outOfDate) : '';
  // Until the texts load, a start keeps the earlier message, so nothing moves.
  return status === 'connecting' ? early() : '';
}

/**
 * The message for visitors about a session or a viewer.
 *
 * @example
 * ```tsx
 * function Status() {
 *   const { text, help } = useStatusMessage();
 *   return <div role="status">{text} {help}</div>;
 * }
 * ```
 */
export function useStatusMessage({ session: own }: StatusMessageOptions = {}): StatusText {
  const player = useContext(PlayerContext);
  const session = own ?? assertPlayer(player, 'StatusMessage').session;
  const state = usePicked<PlayerState, PlayerState>(session, all, IDLE_SNAPSHOT);
  const isBlocked = usePlaybackOf(session)?.playbackBlocked === true;
  // A viewer that has no token yet. Others can start.
  const canStart = player?.session !== session || player.canStart;
  const text = useDescribe(state, canStart, isBlocked);
  useLogError(state.error);
  return {
    status: state.status,
    phase: 'phase' in state ? state.phase : null,
    error: state.error,
    text,
    help: usePermissionHelp(state.error),
  };
}
