import type { ClientCore } from '../client/clientCore';

/** Keeps the token of HTTP calls fresh until the returned function is called. With a proxy there is no token. */
export function retainToken({ auth }: ClientCore): () => void {
  return auth.mode === 'token' ? auth.retain() : () => {};
}
