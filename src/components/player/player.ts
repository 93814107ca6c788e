import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { assertPlayer } from '../../hooks/sessionContext';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import { createStore, type ReadableStore, type Store } from '../../store/store';
import { createStableRef } from '../../video/createStableRef';
import type { ViewerSession, ViewerSnapshot } from '../../viewer/types';

/** An element that parts share: known from the ref of the one that renders it. */
export interface ElementStore<T extends HTMLElement> extends ReadableStore<T | null> {
  readonly ref: (element: T | null) => void;
}

/** The elements of a video on screen that its parts share. */
export interface PlayerElements {
  /** The element around it all: what goes fullscreen, and where files are dropped. */
  readonly root: ElementStore<HTMLElement>;
  /** The element around the video: where things are laid over it. */
  readonly stage: ElementStore<HTMLElement>;
  readonly output: ElementStore<HTMLVideoElement>;
}

/** What a player shows: a session of this page, or somebody else's. */
export type PlayerSession = RealtimeSession | ViewerSession;

/** The state of either. */
export type PlayerState = RealtimeSnapshot | ViewerSnapshot;

/** Something that failed while the session continues: the error, and what visitors read where its code says too little. */
export interface Problem {
  readonly error: DecartError;
  readonly text?: string | undefined;
}

/** The last problem, until it is dismissed or something newer takes its place. */
export type ProblemStore = Store<Problem | null>;
export const createProblemStore = (): ProblemStore => createStore<Problem | null>(null);

/** What all parts of a player have in common. */
export interface Player extends PlayerElements {
  readonly session: PlayerSession;
  readonly problem: ProblemStore;
  /** Whether a start can do anything yet: a viewer needs a token first. */
  readonly canStart: boolean;
}

/** How the video plays. */
export interface Playback {
  videoRef: (element: HTMLVideoElement | null) => void;
  playbackBlocked: boolean;
  resumePlayback: () => Promise<void>;
}

function createElementStore<T extends HTMLElement>(): ElementStore<T> {
  const { set, ...store } = createStore<T | null>(null);
  return { ...store, ref: createStableRef(set) };
}

export const createElements = (): PlayerElements => ({
  root: createElementStore(),
  stage: createElementStore(),
  output: createElementStore(),
});

export const PlayerContext = /* @__PURE__ */ createContext<Player | null>(null);
export const PlaybackContext = /* @__PURE__ */ createContext<Playback | null>(null);

/** The player around a part. Throws an error that names the part where there is none. */
export const usePlayer = (part: string): Player => assertPlayer(useContext(PlayerContext), part);
export const usePlayback = (part: string): Playback => assertPlayer(useContext(PlaybackContext), part);

/** How the video of a session plays, where it is the one that the player around shows. */
export function usePlaybackOf(session: PlayerSession): Playback | null {
  const playback = useContext(PlaybackContext);
  return useContext(PlayerContext)?.session === session ? playback : null;
}

const none = () => null;
const nowhere: ReadableStore<null> = { subscribe: () => none, getSnapshot: none };

/** The video of the player around, or null: for hooks, which also work without a player. */
export const useOutput = (): HTMLVideoElement | null =>
  useElement<HTMLVideoElement>(useContext(PlayerContext)?.output ?? nowhere);

/** The box around the video, or null. */
export const useStage = (): HTMLElement | null =>
  useElement<HTMLElement>(useContext(PlayerContext)?.stage ?? nowhere);

/** What goes fullscreen, and where files are dropped: the outermost element there is. */
export function useOutermost(): HTMLElement | null {
  const root = useElement<HTMLElement>(useContext(PlayerContext)?.root ?? nowhere);
  const [stage, output] = [useStage(), useOutput()];
  return root ?? stage ?? output;
}

/** What a store of the player has, or null while it has nothing. */
export function useElement<T>(store: ReadableStore<T | null>): T | null {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, none);
}
