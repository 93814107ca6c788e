import { useEffect, useState, useSyncExternalStore } from 'react';
import type { PictureSource } from '../capture/pictureSource';
import {
  createRecorder,
  RECORDER_IDLE,
  type Recorder,
  type RecorderOptions,
  type RecorderState,
} from '../capture/recorder';
import { useSource } from './sessionContext';

/** What {@link useRecorder} returns: a union on `status`. */
/** What {@link useRecorder} takes. */
export interface UseRecorderOptions extends RecorderOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue that of the root around */
  session?: PictureSource | undefined;
}

export type UseRecorderResult = RecorderState & Pick<Recorder, 'start' | 'stop'>;

const idle = () => RECORDER_IDLE;

/**
 * Records the transformed video. A lost connection finishes the file; recording goes on in a new one when the picture
 * is back, so give it `onRecorded` to get them all. Unmounting finishes the file too.
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const { status, start, stop } = useRecorder({ session, onRecorded: ({ blob }) => save(blob) });
 * return <button onClick={status === 'idle' ? start : stop}>{status === 'idle' ? 'Record' : 'Stop'}</button>;
 * ```
 */
export function useRecorder({ session, ...options }: UseRecorderOptions = {}): UseRecorderResult {
  const source = useSource(session, 'useRecorder');
  const [recorder] = useState(createRecorder);
  useEffect(() => recorder.setOptions(options));
  useEffect(() => recorder.follow(source), [recorder, source]);
  const state = useSyncExternalStore(recorder.subscribe, recorder.getSnapshot, idle);
  return { ...state, start: recorder.start, stop: recorder.stop };
}
