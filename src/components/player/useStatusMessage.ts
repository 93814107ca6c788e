import { useContext } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { assertPlayer } from '../../hooks/sessionContext';
import { useSelection } from '../../hooks/useRealtimeState';
import * as en from '../../labels/english';
import { formatDuration } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { GenerationEnd, QueueState } from '../../realtime/machine';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { useErrorText } from '../text/errorText';
import { useHowToAllow } from './howToAllow';
import { PlayerContext, type PlayerSession, type PlayerState, usePlaybackOf } from './player';

/** What {@link useStatusMessage} takes. */
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

/** Returns what a session or a viewer is doing, in the words of the labels. */
function useDescribe(): (state: PlayerState, canStart: boolean) => string {
  const label = useLabel();
  const locale = useLocale();
  const errorText = useErrorText();
  const describeEnd = ({ seconds, reason }: GenerationEnd) => {
    const values = { duration: formatDuration(seconds, locale), reason: reason.replaceAll('_', ' ') };
    if (reason === 'idle' || reason === 'hidden') return label('endedAway', en.endedAway);
    return /limit|max_duration/.test(reason)
      ? label('endedAtLimit', en.endedAtLimit, values)
      : label('ended', en.ended, values);
  };
  // Without a place in line there is nothing to count.
  const describeQueue = ({ kind, position, queueSize, reason }: QueueState) => {
    if (kind === 'capacity') return label('atCapacity', en.atCapacity);
    if (reason === 'own') return label('inLineOwn', en.inLineOwn);
    if (position === undefined || queueSize === undefined) return label('inLine', en.inLine);
    return label('queued', en.queued, { position, queueSize });
  };
  return (state, canStart) => {
    switch (state.status) {
      case 'idle':
        return canStart ? label('idle', en.idle) : label('waiting', en.waiting);
      case 'connecting':
        if ('phase' in state) {
          if (state.phase === 'camera') return label('phaseCamera', en.phaseCamera);
          if (state.phase === 'token') return label('phaseToken', en.phaseToken);
          if (state.phase === 'media') return label('phaseMedia', en.phaseMedia);
        }
        return label('phaseSignaling', en.phaseSignaling);
      case 'queued':
        return describeQueue(state.queue);
      case 'connected':
      case 'generating':
        return label('live', en.live);
      case 'waiting':
        return label('waiting', en.waiting);
      case 'reconnecting':
        return label('reconnecting', en.reconnecting);
      case 'ended':
        return 'ended' in state ? describeEnd(state.ended) : label('streamEnded', en.streamEnded);
      case 'error':
        return errorText(state.error);
    }
  };
}

/**
 * What to tell visitors of a session or a viewer.
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
  const state = useSelection<PlayerState, PlayerState>(session, all, IDLE_SNAPSHOT);
  const isBlocked = usePlaybackOf(session)?.playbackBlocked === true;
  // A viewer that has no token yet. Others can start.
  const canStart = player?.session !== session || player.canStart;
  const label = useLabel();
  const describe = useDescribe();
  return {
    status: state.status,
    phase: 'phase' in state ? state.phase : null,
    error: state.error,
    text: isBlocked ? label('blocked', en.blocked) : describe(state, canStart),
    help: useHowToAllow(state.error),
  };
}
