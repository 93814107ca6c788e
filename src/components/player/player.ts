import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { assertPlayer } from '../../hooks/sessionContext';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import { createStore, type ReadableStore, type Store } from '../../store/store';
import { createStableRef } from '../../video/createStableRef';
import type { ViewerSession, ViewerSnapshot } from '../../viewer/types';

/** An element that parts share: set by the ref of the part that renders it. */
export interface ElementStore<T extends HTMLElement> extends ReadableStore<T | null> {
  readonly ref: (element: T | null) => void;
}

/** The elements around a video that its parts share. */
export interface PlayerElements {
  /** The outermost element: it goes full screen and accepts dropped files. */
  readonly root: ElementStore<HTMLElement>;
  /** The element around the video, for overlays. */
  readonly stage: ElementStore<HTMLElement>;
  readonly output: ElementStore<HTMLVideoElement>;
}

/** What a player shows: a session of this page, or a viewer. */
export type PlayerSession = RealtimeSession | ViewerSession;

/** The state of either. */
export type PlayerState = RealtimeSnapshot | ViewerSnapshot;

/** An error after which the session continues, and a sentence for visitors if the code's sentence isn't enough. */
export interface Problem {
  readonly error: DecartError;
  readonly text?: string | undefined;
}

/** The last problem, until it is dismissed or a newer one replaces it. */
export type ProblemStore = Store<Problem | null>;
export const createProblemStore = (): ProblemStore => createStore<Problem | null>(null);

/** What all parts of a player share. */
export interface Player extends PlayerElements {
  readonly session: PlayerSession;
  readonly problem: ProblemStore;
  /** Whether a start is possible: a viewer needs a token first. */
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

/** The enclosing player of a part. Throws an error with the part's name if there is none. */
export const usePlayer = (part: string): Player => assertPlayer(useContext(PlayerContext), part);
export const usePlayback = (part: string): Playback => assertPlayer(useContext(PlaybackContext), part);

/** How the video of a session plays, if the enclosing player shows that session. */
export function usePlaybackOf(session: PlayerSession): Playback | null {
  const playback = useContext(PlaybackContext);
  return useContext(PlayerContext)?.session === session ? playback : null;
}

const none = () => null;
const nowhere: ReadableStore<null> = { subscribe: () => none, getSnapshot: none };

/** The video of the enclosing player, or null: for hooks, which also work without a player. */
export const useOutput = (): HTMLVideoElement | null =>
  useElement<HTMLVideoElement>(useContext(PlayerContext)?.output ?? nowhere);

/** The box around the video, or null. */
export const useStage = (): HTMLElement | null =>
  useElement<HTMLElement>(useContext(PlayerContext)?.stage ?? nowhere);

/** The outermost element: it goes full screen and accepts dropped files. */
export function useOutermost(): HTMLElement | null {
  const root = useElement<HTMLElement>(useContext(PlayerContext)?.root ?? nowhere);
  const [stage, output] = [useStage(), useOutput()];
  return root ?? stage ?? output;
}

/** The value of one of the player's stores, or null while there is none. */
export function useElement<T>(store: ReadableStore<T | null>): T | null {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, none);
}
