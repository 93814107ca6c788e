import type { DecartError } from '../../errors/DecartError';
import type { Labels } from '../labels';

/** Where a person allows a camera or microphone that was refused, in the browser at hand. */
export function howToAllow(error: DecartError | null): [keyof Labels, string] | null {
  if (error?.code !== 'CAMERA_DENIED' && error?.code !== 'MICROPHONE_DENIED') return null;
  const { userAgent } = navigator;
  if (/iPhone|iPad/.test(userAgent)) {
    return ['allowOnIos', 'On iPhone and iPad: tap the page menu beside the address, then Website Settings.'];
  }
  if (/Firefox/.test(userAgent)) {
    return [
      'allowInFirefox',
      'In Firefox: click the crossed-out camera beside the address and clear “Blocked”.',
    ];
  }
  if (/Chrom(e|ium)|Edg/.test(userAgent)) {
    return [
      'allowInChrome',
      'In Chrome and Edge: click the icon beside the address, and switch the camera on there.',
    ];
  }
  return ['allowInSafari', 'In Safari: choose Safari › Settings for This Website, and allow the camera.'];
}
