import { useEffect, useState, useSyncExternalStore } from 'react';
import type { PictureSource } from '../capture/pictureSource';
import {
  createRecorder,
  RECORDER_IDLE,
  type Recorder,
  type RecorderOptions,
  type RecorderState,
} from '../capture/recorder';

/** What {@link useRecorder} returns: a union on `status`. */
export type UseRecorderResult = RecorderState & Pick<Recorder, 'start' | 'stop'>;

const idle = () => RECORDER_IDLE;

/**
 * Records the transformed video. A lost connection finishes the file; recording goes on in a new one when the picture
 * is back, so give it `onRecorded` to get them all. Unmounting finishes the file too.
 *
 * @param session - the `session` of `useRealtimeStream`, `useStreamViewer` or `useRealtimeSession`
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const { status, start, stop } = useRecorder(session, { onRecorded: ({ blob }) => save(blob) });
 * return <button onClick={status === 'idle' ? start : stop}>{status === 'idle' ? 'Record' : 'Stop'}</button>;
 * ```
 */
export function useRecorder(session: PictureSource, options: RecorderOptions = {}): UseRecorderResult {
  const [recorder] = useState(createRecorder);
  useEffect(() => recorder.setOptions(options));
  useEffect(() => recorder.follow(session), [recorder, session]);
  const state = useSyncExternalStore(recorder.subscribe, recorder.getSnapshot, idle);
  return { ...state, start: recorder.start, stop: recorder.stop };
}
