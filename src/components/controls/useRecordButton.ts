import { useContext, useEffect, useSyncExternalStore } from 'react';
import type { PictureSource } from '../../capture/pictureSource';
import type { RecorderOptions, Recording } from '../../capture/recorder';
import type { DecartError } from '../../errors/DecartError';
import { useSource } from '../../hooks/sessionContext';
import { useElapsed } from '../../hooks/useElapsed';
import { useRecorder } from '../../hooks/useRecorder';
import * as en from '../../labels/english';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { PlayerContext } from '../player/player';
import { toggleProps } from './buttonProps';

/** Options for {@link useRecordButton}. */
export interface RecordButtonOptions extends RecorderOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session */
  session?: PictureSource | undefined;
  /** What to do with the recording when it has ended. @defaultValue the browser saves all its files */
  onRecorded?: RecorderOptions['onRecorded'];
}

/** What {@link useRecordButton} returns. */
export interface RecordButtonResult {
  /** `waiting`: recording is on, but there is no video. */
  status: 'idle' | 'waiting' | 'recording';
  /** The length of the current file as a clock shows it: `0:12`; `null` while none is being recorded. */
  time: string | null;
  /** Why the last recording failed. */
  error: DecartError | null;
  /** Starts the recording, or finishes the file. */
  toggle: () => void;
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

/** A recording comes from this very code, so it is loaded. */
async function save(recording: Recording) {
  const { saveRecording } = await import('../../capture/recordedFiles');
  saveRecording(recording);
}

/** There is nothing to record: not yet, or no longer. */
const OVER = new Set(['idle', 'ended', 'error']);

/**
 * Records the transformed video.
 *
 * @example
 * ```tsx
 * function Record() {
 *   const { status, time, buttonProps } = useRecordButton();
 *   return <MyButton variant="ghost" {...buttonProps}>{status === 'idle' ? 'Record' : time}</MyButton>;
 * }
 * ```
 */
export function useRecordButton(options: RecordButtonOptions = {}): RecordButtonResult {
  const { session, ...recorderOptions } = options;
  const { onRecorded = save } = options;
  const source = useSource(session, 'RecordButton');
  const problem = useContext(PlayerContext)?.problem;
  const recorder = useRecorder({ session: source, ...recorderOptions, onRecorded });
  const { status, startedAt, error } = recorder;
  const elapsed = useElapsed(startedAt, null);
  const label = useLabel();
  const locale = useLocale();
  const isOver = useSyncExternalStore(
    source.subscribe,
    () => OVER.has(source.getSnapshot().status),
    () => true,
  );
  useEffect(() => {
    if (error) problem?.set({ error });
  }, [error, problem]);
  const isOn = status !== 'idle';
  const toggle = () => void (isOn ? recorder.stop() : recorder.start());
  return {
    status,
    time: elapsed === null ? null : formatClock(elapsed / 1000, locale),
    error,
    toggle,
    buttonProps: {
      ...toggleProps({ label: label('record', en.record), isOn, isAvailable: isOn || !isOver, act: toggle }),
      'data-state': status === 'waiting' ? status : isOn ? 'on' : 'off',
    },
  };
}
