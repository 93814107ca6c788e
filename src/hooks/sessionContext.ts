import { createContext, useContext } from 'react';
import type { PictureSource } from '../capture/pictureSource';
import { invalidOptions } from '../errors/invalidOptions';
import type { RealtimeSession } from '../realtime/types';
import type { ImageInput } from '../realtime/update';

/** What a root provides to the parts and hooks inside. */
export interface SessionContextValue {
  readonly session: RealtimeSession;
  /** The options of the app. A part may have changed some of them since. */
  readonly prompt: string | undefined;
  readonly image: ImageInput | null | undefined;
}

export const SessionContext = /* @__PURE__ */ createContext<SessionContextValue | null>(null);

/** The session or viewer whose video is shown. */
export const SourceContext = /* @__PURE__ */ createContext<PictureSource | null>(null);

const SESSION_ROOTS = '<RealtimeVideo>, <RealtimeRoot> or <RealtimeStreamProvider>';
const ALL_ROOTS = `<StreamViewer>, <StreamViewerRoot>, ${SESSION_ROOTS}`;
const OTHERWISE = ' Elsewhere the hook needs a `session`.';

/** The names of a hook, and of the component made of it: `useMirrorSwitch` and `<MirrorSwitch>`. */
const names = (user: string) =>
  user.startsWith('use') ? `\`${user}\`` : `\`<${user}>\` (or \`use${user}\`)`;

/** Throws the error for a part or hook that is used outside the root it needs. */
function outside(user: string, roots: string, otherwise = ''): never {
  throw invalidOptions(`${names(user)} must be used inside ${roots}.${otherwise}`);
}

/** What the enclosing root says about its session. */
export function useSessionContext(user: string): SessionContextValue {
  return useContext(SessionContext) ?? outside(user, SESSION_ROOTS);
}

/** The `session` argument of a hook, else the enclosing root's session. */
export function useSession(session: RealtimeSession | undefined, user: string): RealtimeSession {
  const context = useContext(SessionContext);
  return session ?? context?.session ?? outside(user, SESSION_ROOTS, OTHERWISE);
}

/** The session or viewer argument of a hook, else the enclosing root's session. */
export function useSource(session: PictureSource | undefined, user: string): PictureSource {
  const context = useContext(SourceContext);
  return session ?? context ?? outside(user, ALL_ROOTS, OTHERWISE);
}

export function assertPlayer<T>(value: T | null, user: string): T {
  return value ?? outside(user, ALL_ROOTS);
}
