import { useEffect, useState, useSyncExternalStore } from 'react';
import type { PictureSource } from '../capture/pictureSource';
import {
  createRecorder,
  RECORDER_IDLE,
  type Recorder,
  type RecorderOptions,
  type RecorderState,
} from '../capture/recorder';
import { aBoolean, aFunction, aPositiveNumber, type Rule, rule, shape } from '../errors/checkOptions';
import { useSource } from './sessionContext';

/** Options for {@link useRecorder}. */
export interface UseRecorderOptions extends RecorderOptions {
  /** The `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session */
  session?: PictureSource | undefined;
}

/** What {@link useRecorder} returns: a union on `status`. */
export type UseRecorderResult = RecorderState & Pick<Recorder, 'start' | 'stop'>;

const MAX_AUDIO_DELAY_MS = 10_000;
const aString = /* @__PURE__ */ rule('a string', (value) => typeof value === 'string');
const isDelay = (value: unknown) => typeof value === 'number' && value >= 0 && value <= MAX_AUDIO_DELAY_MS;

const checkOptions = /* @__PURE__ */ shape({
  microphone: aBoolean,
  audioDelay: rule("'auto' or milliseconds from 0 to 10,000", (value) => value === 'auto' || isDelay(value)),
  mimeType: aString,
  videoBitsPerSecond: aPositiveNumber,
  timeslice: aPositiveNumber,
  onChunk: aFunction,
  onRecorded: aFunction,
  onPart: aFunction,
} satisfies Record<keyof RecorderOptions, Rule>);

const idle = () => RECORDER_IDLE;

/**
 * Records the transformed video. A lost connection finishes the file; recording continues in a new one when the video is
 * back. `onRecorded` gets all files at the end, `onPart` each as it is finished. Unmounting ends the recording too. With
 * `microphone`, the person's own sound is recorded in sync with the transformed video.
 *
 * @throws `DecartError` `INVALID_OPTIONS`, naming the option
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const { status, start, stop } = useRecorder({ session, onRecorded: ({ parts }) => saveAll(parts) });
 * return <button onClick={status === 'idle' ? start : stop}>{status === 'idle' ? 'Record' : 'Stop'}</button>;
 * ```
 */
export function useRecorder({ session, ...options }: UseRecorderOptions = {}): UseRecorderResult {
  checkOptions(options, 'useRecorder');
  const source = useSource(session, 'useRecorder');
  const [recorder] = useState(createRecorder);
  useEffect(() => recorder.setOptions(options));
  useEffect(() => recorder.follow(source), [recorder, source]);
  const state = useSyncExternalStore(recorder.subscribe, recorder.getSnapshot, idle);
  return { ...state, start: recorder.start, stop: recorder.stop };
}
