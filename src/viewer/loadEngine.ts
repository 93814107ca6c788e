// What only a viewer that is started needs is a chunk of its own. It is loaded together with livekit-client, which the
// SDK would load only after the token.

/** Loads what a started viewer needs. Rejects when it cannot be loaded; the next call tries again. */
export async function loadEngine() {
  const [engine] = await Promise.all([import('./keepWatching'), import('livekit-client')]);
  return engine;
}
