import type { ReactNode } from 'react';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { MicrophoneInput } from '../../media/mediaInput';
import type { ImageInput } from '../../realtime/update';
import type { Labels } from '../labels';
import { SessionProvider } from './SessionProvider';

export interface RealtimeStreamProviderProps {
  /** What `useRealtimeStream` returned. */
  stream: UseRealtimeStreamResult;
  /** What `<PromptBox>` begins with. */
  prompt?: string | undefined;
  /** What `<ReferenceImage>` shows, until another is chosen there. */
  image?: ImageInput | null | undefined;
  /** What `<MicrophonePicker>` begins with. @defaultValue false */
  microphone?: MicrophoneInput | undefined;
  /** The texts of the parts, for translation. */
  labels?: Labels | undefined;
  /** The parts, and whatever is around them. */
  children?: ReactNode;
}

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
  return <SessionProvider {...props} />;
}
