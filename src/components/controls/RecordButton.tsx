import { forwardRef, useId, useState } from 'react';
import { recordIcon, stopIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { type RecordButtonOptions, useRecordButton } from './useRecordButton';

export interface RecordButtonProps extends ButtonPartProps, Omit<RecordButtonOptions, 'session'> {}

/**
 * Records the transformed video, and shows how long. `data-state` is `off`, `on`, or `waiting` while there is no video.
 *
 * @example
 * ```tsx
 * <RecordButton onRecorded={({ parts }) => saveAll(parts)} />
 * ```
 */
export const RecordButton = /* @__PURE__ */ withDisplayName(
  'RecordButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, RecordButtonProps>(function RecordButton(
    {
      onRecorded,
      onPart,
      onChunk,
      microphone,
      audioDelay,
      mimeType,
      videoBitsPerSecond,
      timeslice,
      ...props
    },
    ref,
  ) {
    const recording = { microphone, audioDelay, mimeType, videoBitsPerSecond, timeslice };
    // An option that is left out here would be an attribute of the button.
    const options = { onRecorded, onPart, onChunk, ...recording } satisfies Record<
      keyof Omit<RecordButtonOptions, 'session'>,
      unknown
    >;
    const { status, time, buttonProps } = useRecordButton(options);
    const timeId = useId();
    // The time isn't shown if the app passes its own content.
    const [shownTime, setShownTime] = useState<HTMLElement | null>(null);
    return (
      <ControlButton
        component="RecordButton"
        icon={status === 'idle' ? recordIcon : stopIcon}
        // Read with the button, not every second.
        text={
          time && (
            <time id={timeId} ref={setShownTime}>
              {time}
            </time>
          )
        }
        own={{ ...buttonProps, 'aria-describedby': shownTime ? timeId : undefined }}
        {...props}
        ref={ref}
      />
    );
  }),
);
