import { forwardRef } from 'react';
import { named } from '../named';
import { ActionButton, type StartStopButtonProps } from '../player/ActionButton';
import { useRealtimeSession, useRealtimeState } from './sessionContext';

export type { StartStopButtonProps };

/**
 * The one main action: Start, Stop, Try again, Start again, or Play when the browser holds playback back; then there is
 * a Stop beside it. It is always the same element, so the focus stays on it. `data-action` is `start`, `stop`, `retry`,
 * `reload`, `restart` or `play`.
 *
 * @example
 * ```tsx
 * <StartStopButton />
 * ```
 */
export const StartStopButton = /* @__PURE__ */ named(
  'StartStopButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, StartStopButtonProps>(function StartStopButton(props, ref) {
    const session = useRealtimeSession();
    const status = useRealtimeState((state) => state.status);
    const error = useRealtimeState((state) => state.error);
    return <ActionButton {...props} ref={ref} session={session} status={status} error={error} />;
  }),
);
