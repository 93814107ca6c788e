import { useMemo, useState } from 'react';
import { PlayerProvider } from '../player/PlayerProvider';
import type { ProblemStore } from '../player/player';
import type { RealtimeStreamProviderProps } from './RealtimeStreamProvider';
import { SessionContext } from './sessionContext';

interface SessionProviderProps extends RealtimeStreamProviderProps {
  /** Where the session itself says what went wrong without ending it. */
  problem?: ProblemStore | undefined;
}

/** What the parts of a session need. */
export function SessionProvider(props: SessionProviderProps) {
  const { stream, prompt, image, microphone = false, labels, problem, children } = props;
  const { session } = stream;
  const [initialPrompt] = useState(prompt);
  const isMicrophoneOn = microphone !== false;
  const context = useMemo(
    () => ({ session, initialPrompt, image, isMicrophoneOn }),
    [session, initialPrompt, image, isMicrophoneOn],
  );
  return (
    <PlayerProvider stream={stream} labels={labels} problem={problem}>
      <SessionContext.Provider value={context}>{children}</SessionContext.Provider>
    </PlayerProvider>
  );
}
