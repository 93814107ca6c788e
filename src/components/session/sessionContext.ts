import { createContext, useContext, useSyncExternalStore } from 'react';
import { isMirrored } from '../../media/mirrorTrack';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import type { ImageInput } from '../../realtime/update';
import { assertInside } from '../player/player';

export interface SessionContextValue {
  readonly session: RealtimeSession;
  /** What a prompt box begins with. */
  readonly initialPrompt: string | undefined;
  /** As the app says them; a control may have been used since. */
  readonly image: ImageInput | null | undefined;
  readonly isMicrophoneOn: boolean;
}

export const SessionContext = /* @__PURE__ */ createContext<SessionContextValue | null>(null);

export const useSessionContext = () => assertInside(useContext(SessionContext));

/** Whether what goes into the session around is mirrored; with `'auto'` the camera decides. */
export function useIsMirrored(): boolean {
  const { mirrorStore } = useSessionContext().session;
  const setting = useSyncExternalStore(
    mirrorStore.subscribe,
    mirrorStore.getSnapshot,
    mirrorStore.getSnapshot,
  );
  const track = useRealtimeState((state) => state.localStream)?.getVideoTracks()[0];
  return track ? isMirrored(track, setting) : setting === true;
}

/**
 * The session of the `<RealtimeRoot>` or `<RealtimeVideo>` around: for parts of your own.
 *
 * @example
 * ```tsx
 * function Neon() {
 *   const session = useRealtimeSession();
 *   return <button onClick={() => session.setPrompt('neon city')}>Neon</button>;
 * }
 * ```
 */
export function useRealtimeSession(): RealtimeSession {
  return useSessionContext().session;
}

/**
 * What `select` picks from the state of the session around. Renders when that changes, and at nothing else: pick a
 * primitive, or an object that the state holds.
 *
 * @param select - picks a value; the component renders when that has changed
 *
 * @example
 * ```tsx
 * const isLive = useRealtimeState((state) => state.status === 'generating');
 * ```
 */
export function useRealtimeState<T>(select: (state: RealtimeSnapshot) => T): T {
  const { session } = useSessionContext();
  return useSyncExternalStore(
    session.subscribe,
    () => select(session.getSnapshot()),
    () => select(IDLE_SNAPSHOT),
  );
}
