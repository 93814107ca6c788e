import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useGenerationSeconds } from '../../hooks/useGenerationSeconds';
import { classNames } from '../classNames';
import { formatTime } from '../formatTime';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeSession } from '../session/sessionContext';
import { useLabel } from '../useLabel';

export interface SessionTimeProps extends ComponentPropsWithoutRef<'span'>, AsChild {
  /** The time limit of your tokens, in seconds: shown beside the time. */
  limit?: number | undefined;
}

const ENDING_SECONDS = 10;

/**
 * How many seconds of video were generated. `data-state` is `ending` in the last ten seconds before `limit`, else `on`.
 *
 * @example
 * ```tsx
 * <SessionTime limit={300} />
 * ```
 */
export const SessionTime = /* @__PURE__ */ named(
  'SessionTime',
  /* @__PURE__ */ forwardRef<HTMLSpanElement, SessionTimeProps>(function SessionTime(
    { asChild, limit, className, children, ...props },
    ref,
  ) {
    const seconds = useGenerationSeconds(useRealtimeSession());
    const label = useLabel();
    const Time = asChild ? Slot : 'span';
    return (
      <Time
        role="timer"
        aria-label={label('sessionTime', 'Session time')}
        data-state={limit !== undefined && limit - seconds <= ENDING_SECONDS ? 'ending' : 'on'}
        {...props}
        ref={ref}
        className={classNames('decart-time', className)}
      >
        {fillIn(
          asChild,
          children,
          formatTime(seconds) + (limit === undefined ? '' : ` / ${formatTime(limit)}`),
        )}
      </Time>
    );
  }),
);
