import { type ReactNode, useMemo, useState } from 'react';
import type { PictureSource } from '../../capture/pictureSource';
import type { Labels } from '../labels';
import {
  createElements,
  createProblemStore,
  type Playback,
  PlaybackContext,
  PlayerContext,
  type ProblemStore,
} from './player';

interface PlayerProviderProps {
  /** What a hook returned: the store, and how its picture plays. */
  stream: Playback & { session: PictureSource };
  labels: Labels | undefined;
  problem?: ProblemStore | undefined;
  children: ReactNode;
}

const ENGLISH: Labels = {};

/** What the parts of any picture need: its elements, its stream and their texts; apart from it, how it plays. */
export function PlayerProvider({ stream, labels = ENGLISH, problem, children }: PlayerProviderProps) {
  const { session: source, videoRef, playbackBlocked, resumePlayback } = stream;
  const [elements] = useState(createElements);
  const [own] = useState(createProblemStore);
  const player = useMemo(
    () => ({ ...elements, source, labels, problem: problem ?? own }),
    [elements, source, labels, problem, own],
  );
  const playback = useMemo(
    () => ({ videoRef, playbackBlocked, resumePlayback }),
    [videoRef, playbackBlocked, resumePlayback],
  );
  return (
    <PlayerContext.Provider value={player}>
      <PlaybackContext.Provider value={playback}>{children}</PlaybackContext.Provider>
    </PlayerContext.Provider>
  );
}
