import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { usePlayback } from './player';

export type StartStopButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

interface OwnProps extends StartStopButtonProps {
  status: string;
  session: { start(): Promise<void>; stop(): Promise<void> };
}

const ENGLISH = {
  start: 'Start',
  stop: 'Stop',
  retry: 'Try again',
  restart: 'Start again',
  play: 'Play',
};

function actionFor(status: string, playbackBlocked: boolean): keyof typeof ENGLISH {
  if (status === 'idle') return 'start';
  if (status === 'error') return 'retry';
  if (status === 'ended') return 'restart';
  return playbackBlocked ? 'play' : 'stop';
}

/** The one main action, always in the same element, so that the focus stays on it. */
export const ActionButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, OwnProps>(function ActionButton(
  { asChild, status, session, className, onClick, children, ...props },
  ref,
) {
  const { playbackBlocked, resumePlayback } = usePlayback();
  const label = useLabel();
  const action = actionFor(status, playbackBlocked);
  const Button = asChild ? Slot : 'button';
  return (
    <Button
      type="button"
      data-status={status}
      data-action={action}
      {...props}
      ref={ref}
      className={classNames('decart-action', className)}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented) return;
        if (action === 'play') void resumePlayback();
        else void (action === 'stop' ? session.stop() : session.start());
      }}
    >
      {fillIn(asChild, children, label(action, ENGLISH[action]))}
    </Button>
  );
});
