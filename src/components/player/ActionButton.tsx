import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { classNames } from '../classNames';
import { named } from '../named';
import { onePress } from '../onePress';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { actionAfter } from './errorAction';
import { usePlayback } from './player';

export type StartStopButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

interface OwnProps extends StartStopButtonProps {
  status: string;
  error: DecartError | null;
  session: { start(): Promise<void>; stop(): Promise<void>; prepare?(): Promise<void> };
}

const ENGLISH = {
  start: 'Start',
  stop: 'Stop',
  retry: 'Try again',
  reload: 'Reload the page',
  restart: 'Start again',
  play: 'Play',
};

function actionFor(
  status: string,
  error: DecartError | null,
  playbackBlocked: boolean,
): keyof typeof ENGLISH {
  if (status === 'idle') return 'start';
  if (status === 'error') return actionAfter(error?.code);
  if (status === 'ended') return 'restart';
  return playbackBlocked ? 'play' : 'stop';
}

/** The one main action, always in the same element, so that the focus stays on it. */
export const ActionButton = /* @__PURE__ */ named(
  'ActionButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, OwnProps>(function ActionButton(
    {
      asChild,
      status,
      error,
      session,
      className,
      onClick,
      onKeyDown,
      onPointerEnter,
      onFocus,
      children,
      ...props
    },
    ref,
  ) {
    const { playbackBlocked, resumePlayback } = usePlayback();
    const label = useLabel();
    const action = actionFor(status, error, playbackBlocked);
    const Button = asChild ? Slot : 'button';
    // Somebody points at it or gets to it: a start is likely.
    const prepare = () => {
      if (action === 'start' || action === 'restart') void session.prepare?.();
    };
    return (
      <>
        <Button
          type="button"
          data-status={status}
          data-action={action}
          {...props}
          ref={ref}
          className={classNames('decart-action', className)}
          onPointerEnter={(event) => {
            onPointerEnter?.(event);
            prepare();
          }}
          onFocus={(event) => {
            onFocus?.(event);
            prepare();
          }}
          {...onePress({ onClick, onKeyDown }, () => {
            if (action === 'reload') location.reload();
            else if (action === 'play') void resumePlayback();
            else void (action === 'stop' ? session.stop() : session.start());
          })}
        >
          {fillIn(asChild, children, label(action, ENGLISH[action]))}
        </Button>
        {action === 'play' && !asChild && (
          <button
            type="button"
            data-action="stop"
            className="decart-action"
            onClick={(event) => {
              // It goes away: the focus goes to the one that stays.
              const main = event.currentTarget.previousElementSibling;
              if (main instanceof HTMLElement) main.focus();
              void session.stop();
            }}
          >
            {label('stop', ENGLISH.stop)}
          </button>
        )}
      </>
    );
  }),
);
