import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PictureSource } from '../../capture/pictureSource';
import { DecartError } from '../../errors/DecartError';
import { createStore, type ReadableStore, type Store } from '../../store/store';
import { steadyRef } from '../../video/steadyRef';
import type { Labels } from '../labels';

/** An element that parts share: known from the ref of the one that renders it. */
export interface ElementStore<T extends HTMLElement> extends ReadableStore<T | null> {
  readonly ref: (element: T | null) => void;
}

/** The elements of a picture on screen that its parts share. */
export interface PlayerElements {
  /** The element around it all: what goes fullscreen, and where things are dropped. */
  readonly root: ElementStore<HTMLElement>;
  /** The element around the picture: where things are laid over it. */
  readonly stage: ElementStore<HTMLElement>;
  readonly output: ElementStore<HTMLVideoElement>;
}

/** What all parts of a picture have in common, whoever's picture it is. */
export interface Player extends PlayerElements {
  readonly source: PictureSource;
  readonly labels: Labels;
  readonly problem: ProblemStore;
}

/** What went wrong last without ending anything, until it is read or something newer takes its place. */
export type ProblemStore = Store<DecartError | null>;
export const createProblemStore = (): ProblemStore => createStore<DecartError | null>(null);

/** How the picture plays. */
export interface Playback {
  videoRef: (element: HTMLVideoElement | null) => void;
  playbackBlocked: boolean;
  resumePlayback: () => Promise<void>;
}

function createElementStore<T extends HTMLElement>(): ElementStore<T> {
  const { set, ...store } = createStore<T | null>(null);
  return { ...store, ref: steadyRef(set) };
}

export const createElements = (): PlayerElements => ({
  root: createElementStore(),
  stage: createElementStore(),
  output: createElementStore(),
});

export const PlayerContext = /* @__PURE__ */ createContext<Player | null>(null);
export const PlaybackContext = /* @__PURE__ */ createContext<Playback | null>(null);

const SESSIONS = '<RealtimeVideo>, <RealtimeRoot> or <RealtimeStreamProvider>';

/** What the root around gave; a part without one cannot work. */
export function assertInside<T>(value: T | null, roots = SESSIONS): T {
  if (value) return value;
  throw new DecartError(
    'INVALID_OPTIONS',
    `This part belongs into a ${roots}, which gives it what it shows and controls.`,
  );
}

const PICTURES = `<StreamViewer>, ${SESSIONS}`;

export const usePlayer = () => assertInside(useContext(PlayerContext), PICTURES);
export const usePlayback = () => assertInside(useContext(PlaybackContext), PICTURES);

const none = () => null;

/** What goes fullscreen, and where things are dropped: the outermost element there is. */
export function useOutermost(): HTMLElement | null {
  const { root, stage, output } = usePlayer();
  const elements = [useElement(root), useElement(stage), useElement(output)];
  return elements.find((element) => element !== null) ?? null;
}

/** What a store of the player has, or null while it has nothing. */
export function useElement<T>(store: ReadableStore<T | null>): T | null {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, none);
}

/** The picture on screen, or null. */
export function usePicture(): MediaStream | null {
  const { subscribe, getSnapshot } = usePlayer().source;
  return useSyncExternalStore(subscribe, () => getSnapshot().remoteStream, none);
}
