import { type ReactNode, useMemo, useState } from 'react';
import type { PictureSource } from '../../capture/pictureSource';
import type { Labels } from '../labels';
import { createElements, type Playback, PlaybackContext, PlayerContext } from './player';

interface PlayerProviderProps {
  /** What a hook returned: the store, and how its picture plays. */
  stream: Playback & { session: PictureSource };
  labels: Labels | undefined;
  children: ReactNode;
}

const ENGLISH: Labels = {};

/** What the parts of any picture need: its elements, its stream and their texts; apart from it, how it plays. */
export function PlayerProvider({ stream, labels = ENGLISH, children }: PlayerProviderProps) {
  const { session: source, videoRef, playbackBlocked, resumePlayback } = stream;
  const [elements] = useState(createElements);
  const player = useMemo(() => ({ ...elements, source, labels }), [elements, source, labels]);
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
