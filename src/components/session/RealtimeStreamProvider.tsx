import { type ReactNode, useMemo, useState } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { Mirror } from '../../media/mirrorTrack';
import { type Labels, LabelsContext } from '../labels';
import { createPlayer, PlaybackContext, PlayerContext } from '../player/player';
import { SessionContext } from './sessionContext';

export interface RealtimeStreamProviderProps {
  /** What `useRealtimeStream` returned. */
  stream: UseRealtimeStreamResult;
  /** The `mirror` that the stream was given. @defaultValue false */
  mirror?: Mirror | undefined;
  /** Called by `<MirrorSwitch>`: give the stream this `mirror` from now on. */
  onMirrorChange?: ((mirror: boolean) => void) | undefined;
  /** What `<PromptBox>` begins with. */
  prompt?: string | undefined;
  /** The texts of the parts, for translation. */
  labels?: Labels | undefined;
  children?: ReactNode;
}

const NO_LABELS: Labels = {};
const ignore = () => {};

/**
 * Lets parts control a stream that you made yourself with `useRealtimeStream`. `<RealtimeRoot>` does both.
 *
 * @example
 * ```tsx
 * const stream = useRealtimeStream({ model: 'lucy-2.5' });
 * return (
 *   <RealtimeStreamProvider stream={stream}>
 *     <OutputVideo />
 *     <StartStopButton />
 *   </RealtimeStreamProvider>
 * );
 * ```
 */
export function RealtimeStreamProvider(props: RealtimeStreamProviderProps) {
  const { stream, mirror = false, onMirrorChange = ignore, prompt, labels = NO_LABELS, children } = props;
  const { session, videoRef, playbackBlocked, resumePlayback } = stream;
  const [player] = useState(createPlayer);
  const [initialPrompt] = useState(prompt);
  const context = useMemo(
    () => ({ session, initialPrompt, mirror, setMirror: onMirrorChange }),
    [session, initialPrompt, mirror, onMirrorChange],
  );
  const playback = useMemo(
    () => ({ videoRef, playbackBlocked, resumePlayback }),
    [videoRef, playbackBlocked, resumePlayback],
  );
  return (
    <LabelsContext.Provider value={labels}>
      <PlayerContext.Provider value={player}>
        <PlaybackContext.Provider value={playback}>
          <SessionContext.Provider value={context}>{children}</SessionContext.Provider>
        </PlaybackContext.Provider>
      </PlayerContext.Provider>
    </LabelsContext.Provider>
  );
}
