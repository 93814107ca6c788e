import { createContext, useContext, useSyncExternalStore } from 'react';
import { DecartError } from '../../errors/DecartError';
import { createStore, type ReadableStore, type Store } from '../../store/store';

/** A picture on screen, whatever it shows: what its parts have in common. Stable for the component's life. */
export interface Player {
  /** The element around it all: what goes fullscreen, and where things are dropped. */
  readonly root: Store<HTMLElement | null>;
  /** The element around the picture: where things are laid over it. */
  readonly stage: Store<HTMLElement | null>;
  readonly output: Store<HTMLVideoElement | null>;
}

export const createPlayer = (): Player => ({
  root: createStore<HTMLElement | null>(null),
  stage: createStore<HTMLElement | null>(null),
  output: createStore<HTMLVideoElement | null>(null),
});

/** What the picture shows, and how it plays. */
export interface Playback {
  videoRef: (element: HTMLVideoElement | null) => void;
  playbackBlocked: boolean;
  resumePlayback: () => Promise<void>;
}

export const PlayerContext = /* @__PURE__ */ createContext<Player | null>(null);
export const PlaybackContext = /* @__PURE__ */ createContext<Playback | null>(null);

export function outsideRoot(part: string): DecartError {
  return new DecartError(
    'INVALID_OPTIONS',
    `This part has to be inside ${part}, which gives it the session it belongs to.`,
  );
}

/** For parts of a picture: the elements that they share. */
export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (player) return player;
  throw outsideRoot('<RealtimeVideo>, <RealtimeRoot> or <StreamViewer>');
}

export function usePlayback(): Playback {
  const playback = useContext(PlaybackContext);
  if (playback) return playback;
  throw outsideRoot('<RealtimeVideo>, <RealtimeRoot> or <StreamViewer>');
}

const nothing = () => null;

/** An element of the player, or null while it is not there. */
export function useElement<T>(store: ReadableStore<T | null>): T | null {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, nothing);
}
