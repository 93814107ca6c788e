import type { DecartError } from '../errors/DecartError';
import { fill, type LabelKey, sentenceOf } from './labels';
import { usePlayer } from './player/player';

/** Gives the translation of a label, else its English; the English stands where it is used, so that it is only loaded there. */
export function useLabel(): (key: LabelKey, english: string, values?: object) => string {
  const { labels } = usePlayer();
  return (key, english, values = {}) => fill(labels[key] ?? english, values);
}

/** Gives what is to be said of an error. */
export function useErrorText(): (error: DecartError) => string {
  const { labels } = usePlayer();
  const label = useLabel();
  return (error) =>
    label('error', '{message}', { message: sentenceOf(error, labels.errors), code: error.code });
}
