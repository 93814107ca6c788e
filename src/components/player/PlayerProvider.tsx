import { type ReactNode, useMemo, useState } from 'react';
import { SourceContext } from '../../hooks/sessionContext';
import type { Labels } from '../../labels/labels';
import { LabelsProvider } from '../../provider/labels';
import {
  createElements,
  createProblemStore,
  type Playback,
  PlaybackContext,
  PlayerContext,
  type PlayerSession,
  type ProblemStore,
} from './player';

interface PlayerProviderProps {
  /** The result of a hook: the store, and how its video plays. */
  stream: Playback & { session: PlayerSession };
  labels: Labels | undefined;
  problem?: ProblemStore | undefined;
  canStart?: boolean | undefined;
  children: ReactNode;
}

/** What the parts of any player need: its elements, its session and their texts; how it plays is separate. */
export function PlayerProvider({ stream, labels, problem, canStart = true, children }: PlayerProviderProps) {
  const { session, videoRef, playbackBlocked, resumePlayback } = stream;
  const [elements] = useState(createElements);
  const [own] = useState(createProblemStore);
  const player = useMemo(
    () => ({ ...elements, session, canStart, problem: problem ?? own }),
    [elements, session, canStart, problem, own],
  );
  const playback = useMemo(
    () => ({ videoRef, playbackBlocked, resumePlayback }),
    [videoRef, playbackBlocked, resumePlayback],
  );
  return (
    <LabelsProvider labels={labels}>
      <SourceContext.Provider value={session}>
        <PlayerContext.Provider value={player}>
          <PlaybackContext.Provider value={playback}>{children}</PlaybackContext.Provider>
        </PlayerContext.Provider>
      </SourceContext.Provider>
    </LabelsProvider>
  );
}
