// What only a session that is started needs is a chunk of its own, so that a page that shows a Start button is small.
// It is loaded together with livekit-client, which the SDK would load only when the room is joined.

/** Loads what a started session needs. Rejects when it cannot be loaded; the next call tries again. */
export async function loadEngine() {
  const [engine] = await Promise.all([import('./engine'), import('livekit-client')]);
  return engine;
}
