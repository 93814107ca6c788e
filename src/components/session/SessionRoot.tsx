import { forwardRef, useEffect, useState } from 'react';
import { useRealtimeStream } from '../../hooks/useRealtimeStream';
import type { Labels } from '../../labels/labels';
import { REALTIME_RULES } from '../../realtime/checkRealtimeOptions';
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

/** A live session, and the element around its parts. */
export const SessionRoot = /* @__PURE__ */ withDisplayName(
  'SessionRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, SessionRootProps>(function SessionRoot(props, ref) {
    const [options, { labels, ...element }] = splitProps(props, REALTIME_RULES);
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
