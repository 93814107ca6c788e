import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from 'react';
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

const OPTIONS: object = {
  model: 1,
  speed: 1,
  prompt: 1,
  enhance: 1,
  image: 1,
  input: 1,
  microphone: 1,
  autoStart: 1,
  preload: 1,
  mirror: 1,
  resolution: 1,
  preferredVideoCodec: 1,
  queryParams: 1,
  debugQuality: 1,
  passthrough: 1,
  connectTimeout: 1,
  capacityTimeout: 1,
  reconnect: 1,
  onStatusChange: 1,
  onError: 1,
  onEnded: 1,
  onQueuePosition: 1,
  onPromptRejected: 1,
} satisfies Record<keyof RealtimeOptions, 1>;

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
    const { labels, ...rest } = props;
    const [problem] = useState(createProblemStore);
    const stream = useRealtimeStream({
      ...props,
      onError(error) {
        if (!error.fatal) problem.set(error);
        props.onError?.(error);
      },
    });
    const { localStream } = stream;
    const isOver = !isActive(stream.status);
    // Another camera, or another session, has other problems.
    useEffect(() => {
      if (isOver || localStream) problem.set(null);
    }, [problem, isOver, localStream]);
    const element = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in OPTIONS)));
    return (
      <SessionProvider
        stream={stream}
        prompt={props.prompt}
        image={props.image}
        microphone={props.microphone}
        labels={labels}
        problem={problem}
      >
        <PlayerRoot data-status={stream.status} {...element} ref={ref} />
      </SessionProvider>
    );
  }),
);
