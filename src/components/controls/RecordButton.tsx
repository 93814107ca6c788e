import { forwardRef, useEffect, useSyncExternalStore } from 'react';
import type { RecorderOptions } from '../../capture/recorder';
import type { Recording } from '../../capture/recordFile';
import { saveFile } from '../../capture/saveFile';
import { useElapsed } from '../../hooks/useElapsed';
import { useRecorder } from '../../hooks/useRecorder';
import { formatTime } from '../formatTime';
import { recordIcon, stopIcon } from '../icons';
import { named } from '../named';
import { usePlayer } from '../player/player';
import { useLabel } from '../useLabel';
import { ControlButton, type ControlButtonProps } from './ControlButton';

export interface RecordButtonProps extends ControlButtonProps, RecorderOptions {
  /** What to do with each finished file. @defaultValue the browser saves it, unless there is `onChunk` */
  onRecorded?: ((recording: Recording) => void) | undefined;
}

const save = ({ blob }: Recording) => {
  if (blob) saveFile(blob, 'recording');
};

/** Nothing is to be recorded any more, or not yet. */
const OVER = ['idle', 'ended', 'error'];

/**
 * Records the picture, with the time. `data-state` is `off`, `on`, or `waiting` while there is no picture.
 *
 * @example
 * ```tsx
 * <RecordButton onRecorded={({ blob, seconds }) => share(blob, seconds)} />
 * ```
 */
export const RecordButton = /* @__PURE__ */ named(
  'RecordButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, RecordButtonProps>(function RecordButton(
    { onRecorded = save, onChunk, mimeType, videoBitsPerSecond, timeslice, ...props },
    ref,
  ) {
    const { source, problem } = usePlayer();
    const options = { onRecorded, onChunk, mimeType, videoBitsPerSecond, timeslice };
    const { status, startedAt, error, start, stop } = useRecorder(source, options);
    const elapsed = useElapsed(startedAt, null);
    const label = useLabel();
    const isOn = status !== 'idle';
    const isOver = useSyncExternalStore(
      source.subscribe,
      () => OVER.includes(source.getSnapshot().status),
      () => true,
    );
    useEffect(() => {
      if (error) problem.set(error);
    }, [error, problem]);
    return (
      <ControlButton
        aria-pressed={isOn}
        {...props}
        ref={ref}
        data-state={status === 'waiting' ? status : isOn ? 'on' : 'off'}
        label={label('record', 'Record')}
        icon={isOn ? stopIcon : recordIcon}
        text={elapsed !== null && <time>{formatTime(elapsed / 1000)}</time>}
        isUnavailable={isOver && !isOn}
        action={() => void (isOn ? stop() : start())}
      />
    );
  }),
);
