import { forwardRef } from 'react';
import { useSession } from '../../hooks/sessionContext';
import { useSessionEnding } from '../../hooks/useSessionEnding';
import * as en from '../../labels/englishLive';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import { useLeaveFocus } from '../part/focus';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useOutermost } from './player';

export type EndingMessageProps = PartProps<'div'>;

/**
 * Asks "Are you still there?" before `stopWhenIdleSeconds` or `stopWhenHiddenSeconds` ends the session, counts down, and has a
 * button to stay. Before `maxDurationSeconds` it only counts down: only the app can extend that limit. `data-state` is
 * `shown` or `empty`, `data-reason` is the limit.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <EndingMessage />
 * </VideoStage>
 * ```
 */
export const EndingMessage = /* @__PURE__ */ withDisplayName(
  'EndingMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EndingMessageProps>(function EndingMessage(props, ref) {
    const ending = useSessionEnding(useSession(undefined, 'EndingMessage'));
    const stayButton = useLeaveFocus(useOutermost());
    const label = useLabel();
    const locale = useLocale();
    const isLimit = ending?.reason === 'max_duration';
    const text = isLimit ? label('almostOver', en.almostOver) : label('stillThere', en.stillThere);
    return (
      <Part
        as="div"
        component="EndingMessage"
        look="decart-note decart-ending-message"
        own={{ 'data-state': ending ? 'shown' : 'empty', 'data-reason': ending?.reason }}
        inner={(children) => (
          <>
            {/* The element is there before it has text. The seconds next to it aren't read at every change. */}
            <span aria-live="assertive">{ending && (children ?? text)}</span>
            {ending && <span role="timer">{formatClock(ending.secondsLeft, locale)}</span>}
            {ending && !isLimit && (
              <Part
                as="button"
                component="EndingMessage"
                look="decart-action"
                own={{ type: 'button', 'data-action': 'stay', onClick: ending.stay }}
                inner={label('stay', en.stay)}
                ref={stayButton}
              />
            )}
          </>
        )}
        {...props}
        ref={ref}
      />
    );
  }),
);
