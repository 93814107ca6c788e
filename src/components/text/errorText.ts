import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { errorSentenceOf } from '../../labels/errorSentences';
import { fill, type Labels } from '../../labels/labels';
import { useLabels } from '../../provider/labels';

/** What visitors read of an error: by its code, never its message, which is for developers. */
export function errorSentence({ code }: DecartError, labels: Labels): string {
  const sentence = labels.errors?.[code] ?? errorSentenceOf(code);
  return fill(labels.error ?? en.error, { sentence, code }, labels.locale);
}

/** Returns what visitors read of an error. */
export function useErrorText(): (error: DecartError) => string {
  const labels = useLabels();
  return (error) => errorSentence(error, labels);
}
