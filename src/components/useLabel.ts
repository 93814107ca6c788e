import { fill, type Labels } from './labels';
import { usePlayer } from './player/player';

/** Gives the translation of a label, else its English; the English stands where it is used, so that it is only loaded there. */
export function useLabel(): (key: keyof Labels, english: string, values?: object) => string {
  const { labels } = usePlayer();
  return (key, english, values = {}) => fill(labels[key] ?? english, values);
}
