import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { usePlayback } from './player';

export type StatusMessageProps = ComponentPropsWithoutRef<'div'> & AsChild;

interface OwnProps extends StatusMessageProps {
  'data-status': string;
  'data-phase'?: string | undefined;
  text: string;
  /** What else there is to know; not announced. */
  help?: string | null | undefined;
}

/** A sentence, on screen and announced. */
export const Message = /* @__PURE__ */ named(
  'Message',
  /* @__PURE__ */ forwardRef<HTMLDivElement, OwnProps>(function Message(
    { asChild, text, help, className, children, ...props },
    ref,
  ) {
    const { playbackBlocked } = usePlayback();
    const label = useLabel();
    const Box = asChild ? Slot : 'div';
    return (
      <Box {...props} ref={ref} className={classNames('decart-message', className)}>
        {fillIn(
          asChild,
          children,
          <>
            <div role="status">
              {playbackBlocked ? label('blocked', 'The browser waits for a click before it plays') : text}
            </div>
            {help && <div>{help}</div>}
          </>,
        )}
      </Box>
    );
  }),
);
