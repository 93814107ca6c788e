import type { ReactNode } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { UseStreamViewerResult } from '../../hooks/useStreamViewer';
import type { Labels } from '../../labels/labels';
import type { MicrophoneInput } from '../../media/mediaInput';
import type { ImageInput } from '../../realtime/update';
import { UnstyledProvider } from '../part/Part';
import { PlayerProvider } from '../player/PlayerProvider';
import { SessionProvider } from './SessionProvider';

export interface RealtimeStreamProviderProps {
  /** What `useRealtimeStream` or `useStreamViewer` returned. */
  stream: UseRealtimeStreamResult | UseStreamViewerResult;
  /** What `<PromptBox>` begins with, and follows. */
  prompt?: string | undefined;
  /** What `<ReferenceImage>` shows, until another is chosen there. */
  image?: ImageInput | null | undefined;
  /** What `<MicrophonePicker>` begins with. @defaultValue false */
  microphone?: MicrophoneInput | undefined;
  /** The texts of the parts. @defaultValue those of the provider, else English */
  labels?: Labels | undefined;
  /** Leaves out the classes of `decart-react/styles.css` in all parts inside. @defaultValue false */
  unstyled?: boolean | undefined;
  /** The parts, and whatever is around them. */
  children?: ReactNode;
}

/**
 * Lets parts show and control a stream that you made yourself with `useRealtimeStream` or `useStreamViewer`. `<RealtimeRoot>`
 * and `<StreamViewerRoot>` do both.
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
  const { stream, prompt, image, microphone, labels, unstyled = false, children } = props;
  const parts = <UnstyledProvider unstyled={unstyled}>{children}</UnstyledProvider>;
  if (!('setPrompt' in stream)) {
    return (
      <PlayerProvider stream={stream} labels={labels}>
        {parts}
      </PlayerProvider>
    );
  }
  return (
    <SessionProvider stream={stream} prompt={prompt} image={image} microphone={microphone} labels={labels}>
      {parts}
    </SessionProvider>
  );
}
