import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useRealtimeStream } from '../../hooks/useRealtimeStream';
import { isActive } from '../../realtime/machine';
import type { RealtimeOptions } from '../../realtime/types';
import type { Labels } from '../labels';
import { named } from '../named';
import { PlayerRoot } from '../player/PlayerRoot';
import { createProblemStore } from '../player/player';
import type { AsChild } from '../Slot';
import { SessionProvider } from './SessionProvider';

export interface RealtimeRootProps
  extends RealtimeOptions,
    AsChild,
    Omit<ComponentPropsWithoutRef<'div'>, keyof RealtimeOptions> {
  /** The texts of the parts, for translation. */
  labels?: Labels | undefined;
}

/**
 * A live session, and the element around the parts that show and control it. Takes every option of `useRealtimeStream`.
 * `data-status` on the element is the session's status.
 *
 * @example
 * ```tsx
 * <RealtimeRoot model="lucy-2.5" prompt="oil painting">
 *   <OutputVideo />
 *   <StartStopButton />
 *   <PromptBox />
 * </RealtimeRoot>
 * ```
 */
export const RealtimeRoot = /* @__PURE__ */ named(
  'RealtimeRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, RealtimeRootProps>(function RealtimeRoot(props, ref) {
    const {
      labels,
      model,
      speed,
      prompt,
      enhance,
      image,
      input,
      microphone,
      autoStart,
      preload,
      mirror,
      resolution,
      preferredVideoCodec,
      queryParams,
      debugQuality,
      passthrough,
      connectTimeout,
      capacityTimeout,
      reconnect,
      onStatusChange,
      onError,
      onEnded,
      onQueuePosition,
      onPromptRejected,
      ...element
    } = props;
    const [problem] = useState(createProblemStore);
    const stream = useRealtimeStream({
      model,
      speed,
      prompt,
      enhance,
      image,
      input,
      microphone,
      autoStart,
      preload,
      mirror,
      resolution,
      preferredVideoCodec,
      queryParams,
      debugQuality,
      passthrough,
      connectTimeout,
      capacityTimeout,
      reconnect,
      onStatusChange,
      onEnded,
      onQueuePosition,
      onPromptRejected,
      onError(error: DecartError) {
        if (!error.fatal) problem.set(error);
        onError?.(error);
      },
    } satisfies Record<keyof RealtimeOptions, unknown>);
    const { localStream } = stream;
    const isOver = !isActive(stream.status);
    // Another camera, or another session, has other problems.
    useEffect(() => {
      if (isOver || localStream) problem.set(null);
    }, [problem, isOver, localStream]);
    return (
      <SessionProvider
        stream={stream}
        prompt={prompt}
        image={image}
        microphone={microphone}
        labels={labels}
        problem={problem}
      >
        <PlayerRoot data-status={stream.status} {...element} ref={ref} />
      </SessionProvider>
    );
  }),
);
