import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { type SessionTimeOptions, useSessionTime } from './useSessionTime';

export interface SessionTimeProps extends PartProps<'span'>, Omit<SessionTimeOptions, 'session'> {}

/**
 * How long the session has generated video or, with a limit, how much time is left. The limit is `maxDurationSeconds`,
 * that of its client token or `limitSeconds`, whichever comes first. `data-state` is `ending` in the last ten seconds,
 * else `on`.
 *
 * @example
 * ```tsx
 * <SessionTime limitSeconds={300} />
 * ```
 */
export const SessionTime = /* @__PURE__ */ withDisplayName(
  'SessionTime',
  /* @__PURE__ */ forwardRef<HTMLSpanElement, SessionTimeProps>(function SessionTime(
    { limitSeconds, ...props },
    ref,
  ) {
    const { text, timerProps } = useSessionTime({ limitSeconds });
    return (
      <Part
        as="span"
        component="SessionTime"
        look="decart-time"
        own={timerProps}
        inner={text}
        {...props}
        ref={ref}
      />
    );
  }),
);
