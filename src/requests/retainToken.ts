import type { ClientCore } from '../client/clientCore';

/** Keeps the token that HTTP calls use fresh until the returned function is called. By proxy they use none. */
export function retainToken({ auth }: ClientCore): () => void {
  return auth.mode === 'token' ? auth.retain() : () => {};
}
