import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { ControlButton } from '../controls/ControlButton';
import { closeIcon } from '../icons';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useErrorText, useLabel } from '../useLabel';
import { useElement, usePlayer } from './player';

export type ProblemMessageProps = ComponentPropsWithoutRef<'div'> & AsChild;

/**
 * Says what went wrong while the session goes on: a camera that could not be opened, an image that was refused. It stays
 * until it is closed, or the part in question is used again. `data-state` is `shown` or `empty`.
 *
 * @example
 * ```tsx
 * <Stage>
 *   <OutputVideo />
 *   <ProblemMessage />
 * </Stage>
 * ```
 */
export const ProblemMessage = /* @__PURE__ */ named(
  'ProblemMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ProblemMessageProps>(function ProblemMessage(
    { asChild, className, children, ...props },
    ref,
  ) {
    const { problem } = usePlayer();
    const error = useElement(problem);
    const label = useLabel();
    const errorText = useErrorText();
    const Box = asChild ? Slot : 'div';
    return (
      // It is there before it says something: what comes with its text is not announced everywhere.
      <Box
        aria-live="polite"
        data-state={error ? 'shown' : 'empty'}
        {...props}
        ref={ref}
        className={classNames('decart-note', className)}
      >
        {fillIn(
          asChild,
          children,
          error && (
            <>
              <span>{errorText(error)}</span>
              <ControlButton
                label={label('closeMessage', 'Close the message')}
                icon={closeIcon}
                action={() => problem.set(null)}
              />
            </>
          ),
        )}
      </Box>
    );
  }),
);
