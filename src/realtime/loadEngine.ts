import { loadLiveKit } from './loadLiveKit';

/** Loads what makes a live session, with what it will need next. */
export async function loadEngine() {
  const [engine] = await Promise.all([import('./engine'), loadLiveKit()]);
  return engine;
}
