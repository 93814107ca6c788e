import { type ReactNode, useMemo } from 'react';
import { SessionContext } from '../../hooks/sessionContext';
import type { UseRealtimeStreamResult } from '../../hooks/useRealtimeStream';
import type { Labels } from '../../labels/labels';
import type { ImageInput } from '../../realtime/update';
import { PlayerProvider } from '../player/PlayerProvider';
import type { ProblemStore } from '../player/player';

interface SessionProviderProps {
  stream: UseRealtimeStreamResult;
  prompt: string | undefined;
  image: ImageInput | null | undefined;
  labels: Labels | undefined;
  /** Errors that the session reports without ending. */
  problem?: ProblemStore | undefined;
  children: ReactNode;
}

/** What the parts of a session need. */
export function SessionProvider(props: SessionProviderProps) {
  const { stream, prompt, image, labels, problem, children } = props;
  const { session } = stream;
  const context = useMemo(() => ({ session, prompt, image }), [session, prompt, image]);
  return (
    <PlayerProvider stream={stream} labels={labels} problem={problem}>
      <SessionContext.Provider value={context}>{children}</SessionContext.Provider>
    </PlayerProvider>
  );
}
