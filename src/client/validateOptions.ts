import { isPermanentKey } from '../auth/permanentKey';
import { DecartError } from '../errors/DecartError';
import type { ClientOptions } from './clientCore';

/** Throws what is wrong with the options: the types say the same to those who have them. */
export function validateOptions({ getToken, proxy }: ClientOptions): void {
  if (!getToken && !proxy) {
    throw invalid(
      'Give `getToken` (a function or route that answers a client token), `proxy` (a path or URL), or both.',
    );
  }
  if (proxy !== undefined && !isAddress(proxy)) {
    throw invalid('`proxy` has to be a path from the root, such as "/api/decart", or a URL.');
  }
  if (!getToken || typeof getToken === 'function') return;
  // In localhost:3000/token, the host passes for a scheme.
  if (typeof getToken !== 'string' || /^(?!https?:)[\w+.-]+:/i.test(getToken)) {
    throw invalid('`getToken` has to be a function, a path or a URL with http(s)://.');
  }
  // It would go into the server's log with the first request.
  if (isPermanentKey(getToken) || getToken.startsWith('ek_')) {
    throw invalid('`getToken` is a key: name the route that answers one, and revoke a key that was public.');
  }
}

/** Throws for what can't tell users apart. */
export function validateIdentity(identity: unknown): void {
  if (identity === undefined || identity === null) return;
  if (typeof identity === 'string' && identity.trim() !== '') return;
  throw invalid(
    "`identity` must be a non-empty string, such as the user's id. Leave it out while nobody is signed in.",
  );
}

function isAddress(proxy: string): boolean {
  if (/^\/(?!\/)/.test(proxy)) return true;
  try {
    return /^https?:$/.test(new URL(proxy).protocol);
  } catch {
    return false;
  }
}

function invalid(message: string): DecartError {
  return new DecartError('INVALID_OPTIONS', message);
}
