import { useSession } from '../../hooks/sessionContext';
import { useGenerationSeconds } from '../../hooks/useGenerationSeconds';
import * as en from '../../labels/english';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { RealtimeSession } from '../../realtime/types';
import type { OwnProps } from '../part/Part';

/** What {@link useSessionTime} takes. */
export interface SessionTimeOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue that of the root around */
  session?: RealtimeSession | undefined;
  /** The time limit of your tokens, in seconds: shown beside the time. */
  limitSeconds?: number | undefined;
}

/** What {@link useSessionTime} returns. */
export interface SessionTimeResult {
  /** Seconds of video that were generated. */
  seconds: number;
  /** Whether the last ten seconds before the limit have begun. */
  isEnding: boolean;
  /** As a clock shows it: `1:05`, or `1:05 / 5:00` with a limit. */
  text: string;
  /** For the element around `text`. Screen readers don't read it at every second. */
  timerProps: OwnProps<'span'>;
}

const ENDING_SECONDS = 10;

/**
 * How long the session has generated video.
 *
 * @example
 * ```tsx
 * function Clock() {
 *   const { text, timerProps } = useSessionTime({ limitSeconds: 300 });
 *   return <span {...timerProps}>{text}</span>;
 * }
 * ```
 */
export function useSessionTime({ session, limitSeconds }: SessionTimeOptions = {}): SessionTimeResult {
  const seconds = useGenerationSeconds(useSession(session, 'SessionTime'));
  const label = useLabel();
  const locale = useLocale();
  const isEnding = limitSeconds !== undefined && limitSeconds - seconds <= ENDING_SECONDS;
  const limit = limitSeconds === undefined ? '' : ` / ${formatClock(limitSeconds, locale)}`;
  return {
    seconds,
    isEnding,
    text: `${formatClock(seconds, locale)}${limit}`,
    timerProps: {
      role: 'timer',
      'aria-label': label('sessionTime', en.sessionTime),
      'data-state': isEnding ? 'ending' : 'on',
    },
  };
}
