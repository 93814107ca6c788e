import { DecartError } from '../errors/DecartError';
import { isPermanentKey } from './permanentKey';

/** Throws where everybody who opens the page could read the account's own key. */
export function assertNoPermanentKey(apiKey: string, allowed: boolean | undefined): void {
  if (allowed || typeof document === 'undefined' || !isPermanentKey(apiKey)) return;
  throw new DecartError(
    'PERMANENT_KEY_IN_BROWSER',
    'A permanent API key reached the browser, where every visitor can read it. Keep it on the server and let `getToken` return ' +
      'a client token (see createTokenHandler in decart-react/server), or set `dangerouslyAllowPermanentKey`.',
  );
}
