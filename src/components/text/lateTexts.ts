// Texts that visitors need only once a session has begun or something went wrong, so they are loaded then.
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel, useLabels } from '../../provider/labels';
import { createLateModule, useLateModule } from './lateModule';

const texts = /* @__PURE__ */ createLateModule(() => import('./texts'));

/** Loads the texts before they are needed. */
export const loadTexts = texts.load;

/** The texts, or null while they load; `failed` if they can't be loaded. See `useLateModule`. */
export const useLateTexts = (reason: unknown) => useLateModule(texts, reason);

/** Returns the sentence for visitors about an error; it is `''` while the texts load. */
export function useErrorText(current: DecartError | null): (error: DecartError) => string {
  const loaded = useLateTexts(current);
  const labels = useLabels();
  const label = useLabel();
  if (loaded === 'failed') return () => label('outOfDate', en.outOfDate);
  return (error) => loaded?.errorSentence(error, labels) ?? '';
}

/** How to allow a camera or microphone that was refused, in the current browser. */
export function usePermissionHelp(error: DecartError | null): string | null {
  const loaded = useLateTexts(error);
  const label = useLabel();
  return (error && loaded !== 'failed' && loaded?.permissionHelp(error, label)) || null;
}
