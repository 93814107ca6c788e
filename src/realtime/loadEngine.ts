/** Loads what makes a live session, and livekit-client, which the SDK would load only when the room is joined. */
export async function loadEngine() {
  const [engine] = await Promise.all([import('./engine'), import('livekit-client')]);
  return engine;
}
