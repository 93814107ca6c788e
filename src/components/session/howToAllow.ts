import type { DecartError } from '../../errors/DecartError';
import type { Labels } from '../labels';

/** Where a person allows a camera or microphone that was refused, in the browser at hand. */
export function howToAllow(error: DecartError | null): [keyof Labels, string] | null {
  if (!error?.code.endsWith('_DENIED')) return null;
  const { userAgent } = navigator;
  if (/iPhone|iPad/.test(userAgent))
    return ['allowOnIos', 'Tap the page menu beside the address › Website Settings.'];
  return /Chrome|Firefox/.test(userAgent)
    ? ['allowByIcon', 'Click the icon beside the address, and allow it there.']
    : ['allowInSafari', 'In the menu: Safari › Settings for This Website.'];
}
