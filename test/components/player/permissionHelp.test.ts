import { expect, it } from 'vitest';
import { permissionPlace } from '../../../src/components/player/permissionHelp';
import { DecartError } from '../../../src/errors/DecartError';

const refused = new DecartError('CAMERA_DENIED', 'The camera is blocked.');
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15';

it.each([
  ['Chrome on a Mac', 'Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/142.0 Safari/537.36', 0, 'icon'],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 0, 'icon'],
  ['Chrome on Android', 'Mozilla/5.0 (Linux; Android 16) Chrome/142.0 Mobile Safari/537.36', 5, 'icon'],
  ['Safari on a Mac', MAC, 0, 'safari'],
  ['Safari on an iPhone', `${IPHONE} Version/19.0 Mobile/15E148 Safari/604.1`, 5, 'ios'],
  ['Safari on an iPad, which says that it is a Mac', MAC, 5, 'ios'],
  ['Chrome on an iPhone', `${IPHONE} CriOS/142.0 Mobile/15E148 Safari/604.1`, 5, 'iosSettings'],
])('%s: says where to allow the camera', (_browser, userAgent, maxTouchPoints, way) => {
  expect(permissionPlace(refused, { userAgent, maxTouchPoints })).toBe(way);
});

it('says nothing when nothing was refused', () => {
  expect(permissionPlace(null)).toBeNull();
  expect(permissionPlace(new DecartError('CAMERA_IN_USE', 'Another application has it.'))).toBeNull();
});
