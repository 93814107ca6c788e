import type { DecartError } from '../../errors/DecartError';
import type { LabelKey } from '../labels';

/** Where a person allows a camera or microphone that was refused, in the browser at hand. */
export function howToAllow(
  error: DecartError | null,
  browser?: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>,
): [LabelKey, string] | null {
  if (!error?.code.endsWith('_DENIED')) return null;
  const { userAgent, maxTouchPoints } = browser ?? navigator;
  // An iPad says that it is a Mac, and no Mac has a touch screen.
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) {
    return /CriOS|FxiOS|EdgiOS/.test(userAgent)
      ? ['allowInIosSettings', 'In the Settings app, under Apps, allow it to this browser.']
      : ['allowOnIos', 'Tap the page menu beside the address › Website Settings.'];
  }
  return /Chrome|Firefox/.test(userAgent)
    ? ['allowByIcon', 'Click the icon beside the address, and allow it there.']
    : ['allowInSafari', 'In the menu: Safari › Settings for This Website.'];
}
