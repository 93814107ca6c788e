import type { ReactNode } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { UseStreamViewerResult } from '../../hooks/useStreamViewer';
import type { Labels } from '../../labels/labels';
import type { ImageInput } from '../../realtime/update';
import { UnstyledProvider } from '../part/Part';
import { PlayerProvider } from '../player/PlayerProvider';
import { SessionProvider } from './SessionProvider';

export interface RealtimeStreamProviderProps {
  /** What `useRealtimeStream` or `useStreamViewer` returned. */
  stream: UseRealtimeStreamResult | UseStreamViewerResult;
  /** The initial prompt of `<PromptBox>`, which also follows changes. */
  prompt?: string | undefined;
  /** The image that `<ReferenceImage>` shows until the user chooses another one. */
  image?: ImageInput | null | undefined;
  /** The texts of the parts. @defaultValue the provider's labels, else English */
  labels?: Labels | undefined;
  /** Removes the classes of `decart-react/styles.css` from all parts inside. @defaultValue false */
  unstyled?: boolean | undefined;
  /** The parts, with any elements around them. */
  children?: ReactNode;
}

/**
 * Lets parts show and control a stream that you created with `useRealtimeStream` or `useStreamViewer`. `<RealtimeRoot>`
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
  const { stream, prompt, image, labels, unstyled = false, children } = props;
  const parts = <UnstyledProvider unstyled={unstyled}>{children}</UnstyledProvider>;
  if (!('setPrompt' in stream)) {
    return (
      <PlayerProvider stream={stream} labels={labels}>
        {parts}
      </PlayerProvider>
    );
  }
  return (
    <SessionProvider stream={stream} prompt={prompt} image={image} labels={labels}>
      {parts}
    </SessionProvider>
  );
}
