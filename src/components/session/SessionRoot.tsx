import { forwardRef, useEffect, useState } from 'react';
import { useRealtimeStream } from '../../hooks/useRealtimeStream';
import type { Labels } from '../../labels/labels';
import { isActive } from '../../realtime/machine';
import type { RealtimeOptions } from '../../realtime/types';
import type { PartProps } from '../part/Part';
import { splitProps } from '../part/splitProps';
import { withDisplayName } from '../part/withDisplayName';
import { PlayerRoot } from '../player/PlayerRoot';
import { createProblemStore } from '../player/player';
import { SessionProvider } from './SessionProvider';

/** The props of a session's roots and of the ready-made components: its options, and the props of the element. */
export interface SessionRootOptions extends RealtimeOptions, Omit<PartProps<'div'>, keyof RealtimeOptions> {
  /** The texts of the parts. @defaultValue the provider's labels, else English */
  labels?: Labels | undefined;
}

interface SessionRootProps extends SessionRootOptions {
  component: string;
  look?: string | undefined;
}

const OPTIONS = {
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
  maxDurationSeconds: 1,
  stopWhenHiddenSeconds: 1,
  stopWhenIdleSeconds: 1,
  onEnding: 1,
  onUsage: 1,
  onStatusChange: 1,
  onError: 1,
  onEnded: 1,
  onQueuePosition: 1,
  onTurn: 1,
  onPromptRejected: 1,
} satisfies Record<keyof RealtimeOptions, 1>;

/** A live session, and the element around its parts. */
export const SessionRoot = /* @__PURE__ */ withDisplayName(
  'SessionRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, SessionRootProps>(function SessionRoot(props, ref) {
    const [options, { labels, ...element }] = splitProps(props, OPTIONS);
    const [problem] = useState(createProblemStore);
    const stream = useRealtimeStream({
      ...options,
      onError(error) {
        if (!error.fatal) problem.set({ error });
        options.onError?.(error);
      },
    });
    const { localStream } = stream;
    const isOver = !isActive(stream.status);
    // A problem ends with its session; one from before a start ends at the start.
    useEffect(() => {
      if (!isOver) return undefined;
      problem.set(null);
      return () => problem.set(null);
    }, [problem, isOver]);
    // It also ends with its camera or screen. The note that the camera was replaced stays.
    useEffect(() => {
      const code = problem.getSnapshot()?.error.code ?? '';
      if (localStream && /^(CAMERA_(?!REPLACED)|SCREEN)/.test(code)) problem.set(null);
    }, [problem, localStream]);
    return (
      <SessionProvider
        stream={stream}
        prompt={options.prompt}
        image={options.image}
        labels={labels}
        problem={problem}
      >
        <PlayerRoot {...element} own={{ 'data-status': stream.status }} ref={ref} />
      </SessionProvider>
    );
  }),
);
