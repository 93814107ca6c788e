import { loadLiveKit } from '../realtime/loadLiveKit';

/**
 * Loads what only a viewer that is started needs, with what it will need next. Rejects when it cannot be loaded; the
 * next call tries again.
 */
export async function loadEngine() {
  const [engine] = await Promise.all([import('./keepWatching'), loadLiveKit()]);
  return engine;
}
