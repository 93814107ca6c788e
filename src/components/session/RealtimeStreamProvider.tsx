import { type ReactNode, useMemo, useState } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { MicrophoneInput } from '../../media/mediaInput';
import type { Mirror } from '../../media/mirrorTrack';
import type { Labels } from '../labels';
import { PictureSourceContext } from '../player/pictureSource';
import { createPlayer, PlaybackContext, PlayerContext } from '../player/player';
import { LabelsContext } from '../useLabel';
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
  /** What `<MicrophonePicker>` begins with. @defaultValue false */
  microphone?: MicrophoneInput | undefined;
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
  const {
    stream,
    mirror = false,
    onMirrorChange = ignore,
    prompt,
    microphone = false,
    labels = NO_LABELS,
    children,
  } = props;
  const { session, videoRef, playbackBlocked, resumePlayback } = stream;
  const [player] = useState(createPlayer);
  const [initial] = useState({ initialPrompt: prompt, initialMicrophone: microphone !== false });
  const context = useMemo(
    () => ({ session, ...initial, mirror, setMirror: onMirrorChange }),
    [session, initial, mirror, onMirrorChange],
  );
  const playback = useMemo(
    () => ({ videoRef, playbackBlocked, resumePlayback }),
    [videoRef, playbackBlocked, resumePlayback],
  );
  return (
    <LabelsContext.Provider value={labels}>
      <PlayerContext.Provider value={player}>
        <PlaybackContext.Provider value={playback}>
          <PictureSourceContext.Provider value={session}>
            <SessionContext.Provider value={context}>{children}</SessionContext.Provider>
          </PictureSourceContext.Provider>
        </PlaybackContext.Provider>
      </PlayerContext.Provider>
    </LabelsContext.Provider>
  );
}
