import { type ReactNode, useMemo, useState } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { MicrophoneInput } from '../../media/mediaInput';
import type { Mirror } from '../../media/mirrorTrack';
import type { Labels } from '../labels';
import { PlayerProvider } from '../player/PlayerProvider';
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
  /** The parts, and whatever is around them. */
  children?: ReactNode;
}

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
    labels,
    children,
  } = props;
  const { session } = stream;
  const [initial] = useState({ initialPrompt: prompt, initialMicrophone: microphone !== false });
  const context = useMemo(
    () => ({ session, ...initial, mirror, setMirror: onMirrorChange }),
    [session, initial, mirror, onMirrorChange],
  );
  return (
    <PlayerProvider stream={stream} labels={labels}>
      <SessionContext.Provider value={context}>{children}</SessionContext.Provider>
    </PlayerProvider>
  );
}
