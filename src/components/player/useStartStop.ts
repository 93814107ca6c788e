import { useContext } from 'react';
import type { DecartErrorCode } from '../../errors/codes';
import { assertPlayer } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import type { English } from '../../labels/labels';
import { useLabel } from '../../provider/labels';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { OwnProps } from '../part/Part';
import { singlePressHandlers } from '../part/singlePressHandlers';
import { loadTexts } from '../text/lateTexts';
import { PlayerContext, type PlayerSession, type PlayerState, usePlaybackOf } from './player';

/** Options for {@link useStartStop}. */
export interface StartStopOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session */
  session?: PlayerSession | undefined;
}

/** What {@link useStartStop} returns. */
export interface StartStop {
  /** What a press does now. */
  action: 'start' | 'stop' | 'retry' | 'reload' | 'restart' | 'play';
  /** Its name. */
  text: string;
  /** Whether a press has an effect: a viewer needs a token first. */
  isAvailable: boolean;
  /** Does it. */
  act: () => void;
  /** Stops, even if the action is `play`. */
  stop: () => Promise<void>;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

const ENGLISH: Pick<English, StartStop['action']> = {
  start: en.start,
  stop: en.stop,
  retry: en.retry,
  reload: en.reload,
  restart: en.restart,
  play: en.play,
};

const statusOf = ({ status }: PlayerState): string => status;
const codeOf = ({ error }: PlayerState) => error?.code;

/** What helps after an error: another try, or a reload. */
function actionAfter(code: DecartErrorCode | undefined): 'retry' | 'reload' {
  // After a deployment its code has a new URL: only a reloaded page knows it.
  return code === 'LIVEKIT_INITIALIZATION_ERROR' ? 'reload' : 'retry';
}

function actionFor(
  status: string,
  code: DecartErrorCode | undefined,
  isBlocked: boolean,
): StartStop['action'] {
  if (status === 'idle') return 'start';
  if (status === 'error') return actionAfter(code);
  if (status === 'ended') return 'restart';
  return isBlocked ? 'play' : 'stop';
}

/**
 * The main action of a session or a viewer: start, stop, try again, start again, or play if the browser blocks playback.
 *
 * @example
 * ```tsx
 * function Main() {
 *   const { text, buttonProps } = useStartStop();
 *   return <MyButton variant="primary" {...buttonProps}>{text}</MyButton>;
 * }
 * ```
 */
export function useStartStop({ session: own }: StartStopOptions = {}): StartStop {
  const player = useContext(PlayerContext);
  const session = own ?? assertPlayer(player, 'StartStop').session;
  const playback = usePlaybackOf(session);
  const status = usePicked<PlayerState, string>(session, statusOf, IDLE_SNAPSHOT);
  const code = usePicked<PlayerState, DecartErrorCode | undefined>(session, codeOf, IDLE_SNAPSHOT);
  const label = useLabel();
  const action = actionFor(status, code, playback?.playbackBlocked === true);
  const act = () => {
    if (action === 'reload') location.reload();
    else if (action === 'play') void playback?.resumePlayback();
    else void (action === 'stop' ? session.stop() : session.start());
  };
  // The button is hovered or focused: a start is likely.
  const prepare = () => {
    void loadTexts();
    if ((action === 'start' || action === 'restart') && 'prepare' in session) void session.prepare();
  };
  return {
    action,
    text: label(action, ENGLISH[action]),
    isAvailable: own !== undefined || status !== 'idle' || player?.canStart === true,
    act,
    stop: session.stop,
    buttonProps: {
      type: 'button',
      'data-status': status,
      'data-action': action,
      onPointerEnter: prepare,
      onFocus: prepare,
      ...singlePressHandlers(act),
    },
  };
}
