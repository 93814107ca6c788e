import { rule } from '../../errors/checkOptions';
import { useSession } from '../../hooks/sessionContext';
import { useGenerationSeconds } from '../../hooks/useGenerationSeconds';
import { useSecondsLeft } from '../../hooks/useSecondsLeft';
import * as en from '../../labels/english';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { RealtimeSession } from '../../realtime/types';
import type { OwnProps } from '../part/Part';

/** Options for {@link useSessionTime}. */
export interface SessionTimeOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** A time limit that the session doesn't know about, in seconds. */
  limitSeconds?: number | undefined;
}

/** What {@link useSessionTime} returns. */
export interface SessionTimeResult {
  /** Seconds of video that were generated. */
  seconds: number;
  /** Seconds of video until the first limit ends the session; `null` without a limit. */
  secondsLeft: number | null;
  /** Whether the last ten seconds before the limit have begun. */
  isEnding: boolean;
  /** As a clock shows it: the time left if there is a limit, else the time used. */
  text: string;
  /** For the element around `text`. Screen readers don't read it every second. */
  timerProps: OwnProps<'span'>;
}

const ENDING_SECONDS = 10;
const aLimit = /* @__PURE__ */ rule(
  'a number of seconds of at least 0',
  (value) => Number.isFinite(value) && Number(value) >= 0,
);

/**
 * How long the session has generated video, or how long it still can: it counts down to `maxDurationSeconds`, the time
 * limit of its client token or `limitSeconds`, whichever comes first.
 *
 * Throws `INVALID_OPTIONS` for a limit that isn't a number of at least 0.
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
  if (limitSeconds !== undefined) aLimit(limitSeconds, 'limitSeconds');
  const current = useSession(session, 'SessionTime');
  const seconds = useGenerationSeconds(current);
  const known = useSecondsLeft(current);
  const label = useLabel();
  const locale = useLocale();
  const own = limitSeconds === undefined ? null : Math.max(0, limitSeconds - seconds);
  const secondsLeft = own === null || known === null ? (own ?? known) : Math.min(own, known);
  const isEnding = secondsLeft !== null && secondsLeft <= ENDING_SECONDS;
  return {
    seconds,
    secondsLeft,
    isEnding,
    text: formatClock(secondsLeft ?? seconds, locale),
    timerProps: {
      role: 'timer',
      'aria-label':
        secondsLeft === null ? label('sessionTime', en.sessionTime) : label('timeLeft', en.timeLeft),
      'data-state': isEnding ? 'ending' : 'on',
    },
  };
}
