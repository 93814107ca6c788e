import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { isActive, type RealtimeStatus } from '../../realtime/machine';
import { classNames } from '../classNames';
import { usePlayback } from '../player/player';
import { type AsChild, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { useRealtimeSession, useRealtimeState } from './sessionContext';

export type StartStopButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

type Action = 'start' | 'stop' | 'retry' | 'restart' | 'play';

const ENGLISH: Record<Action, string> = {
  start: 'Start',
  stop: 'Stop',
  retry: 'Try again',
  restart: 'Start again',
  play: 'Play',
};

function actionFor(status: RealtimeStatus, playbackBlocked: boolean): Action {
  if (status === 'error') return 'retry';
  if (status === 'ended') return 'restart';
  if (!isActive(status)) return 'start';
  return playbackBlocked ? 'play' : 'stop';
}

/**
 * The one main action: Start, Stop, Try again, Start again, or Play when the browser holds playback back. It is always
 * the same element, so the focus stays on it. `data-action` says which action it is.
 *
 * @example
 * ```tsx
 * <StartStopButton />
 * ```
 */
export const StartStopButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, StartStopButtonProps>(
  function StartStopButton({ asChild, className, onClick, children, ...props }, ref) {
    const session = useRealtimeSession();
    const status = useRealtimeState((state) => state.status);
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
        {children ?? label(action, ENGLISH[action])}
      </Button>
    );
  },
);
