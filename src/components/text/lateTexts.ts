// Texts that visitors need only once a session has begun or something went wrong, so they are loaded then.
import type { DecartError } from '../../errors/DecartError';
import { useLabel } from '../../provider/labels';
import { createLateModule, useLateModule } from './lateModule';

const texts = /* @__PURE__ */ createLateModule(() => import('./texts'));

/** Loads the texts before they are needed. */
export const loadTexts = texts.load;

/** The texts, or null while they load; `failed` if they can't be loaded. See `useLateModule`. */
export const useLateTexts = (reason: unknown) => useLateModule(texts, reason);

/** How to allow a camera or microphone that was refused, in the current browser. */
export function usePermissionHelp(error: DecartError | null): string | null {
  const loaded = useLateTexts(error);
  const label = useLabel();
  return (error && loaded !== 'failed' && loaded?.permissionHelp(error, label)) || null;
}
