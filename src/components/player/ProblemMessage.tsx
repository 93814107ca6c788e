import { forwardRef } from 'react';
import * as en from '../../labels/englishLive';
import { useLabel } from '../../provider/labels';
import { ControlButton } from '../controls/ControlButton';
import { useLeaveFocus } from '../part/focus';
import { closeIcon } from '../part/icons';
import { Part, type PartProps } from '../part/Part';
import { useIsMounted } from '../part/useIsMounted';
import { withDisplayName } from '../part/withDisplayName';
import { ErrorDetails } from '../text/ErrorDetails';
import { useOutermost } from './player';
import { useProblemMessage } from './useProblemMessage';

export type ProblemMessageProps = PartProps<'div'>;

/**
 * Shows problems while the session continues: a camera that couldn't be opened, an image that was refused. It stays until
 * it is dismissed, or the part that failed is used again. `data-state` is `shown` or `empty`.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <ProblemMessage />
 * </VideoStage>
 * ```
 */
export const ProblemMessage = /* @__PURE__ */ withDisplayName(
  'ProblemMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ProblemMessageProps>(function ProblemMessage(props, ref) {
    const { text, error, dismiss } = useProblemMessage();
    const closeButton = useLeaveFocus(useOutermost());
    const isMounted = useIsMounted();
    const label = useLabel();
    return (
      <Part
        as="div"
        component="ProblemMessage"
        look="decart-note decart-problem-message"
        own={{ 'data-state': error ? 'shown' : 'empty' }}
        inner={(children) => (
          <>
            {/* The element is there before it has text: not every screen reader announces an element that is added with its text. */}
            <span aria-live="polite">{isMounted && (children ?? text)}</span>
            {error && (
              <ControlButton
                ref={closeButton}
                label={label('closeMessage', en.closeMessage)}
                icon={closeIcon}
                onClick={dismiss}
              />
            )}
            <ErrorDetails error={error} />
          </>
        )}
        {...props}
        ref={ref}
      />
    );
  }),
);
