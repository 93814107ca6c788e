import type { DecartError } from '../../errors/DecartError';

type Place = 'icon' | 'safari' | 'ios' | 'iosSettings';

/** Where the user can allow a camera or microphone that was refused, in the current browser. */
export function permissionPlace(
  error: DecartError | null,
  browser?: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>,
): Place | null {
  if (!error?.code.endsWith('_DENIED')) return null;
  const { userAgent, maxTouchPoints } = browser ?? navigator;
  // An iPad claims to be a Mac, but no Mac has a touch screen.
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) {
    return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? 'iosSettings' : 'ios';
  }
  return /Chrome|Firefox/.test(userAgent) ? 'icon' : 'safari';
}
