import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel, useLabels } from '../../provider/labels';
import { useLogError } from '../../provider/useLogError';
import { useLateTexts } from './lateTexts';

/**
 * The sentence that visitors should read about an error, in the language of the provider's `labels`. Use it wherever you
 * show an error yourself: `error.message` is written for developers. The hook writes that message to the provider's
 * `logger`, which is the console by default.
 *
 * @param error - the `error` of any hook of this package
 * @returns one sentence; `''` without an error, and for a moment while the sentences load
 *
 * @example
 * ```tsx
 * function Live() {
 *   const { videoProps, error, start } = useRealtimeStream({ model: 'lucy-2.5' });
 *   const problem = useErrorText(error);
 *   return (
 *     <>
 *       <video {...videoProps} />
 *       <p role="alert">{problem}</p>
 *       <button onClick={() => void start()}>Start</button>
 *     </>
 *   );
 * }
 * ```
 */
export function useErrorText(error: DecartError | null | undefined): string {
  const loaded = useLateTexts(error);
  const labels = useLabels();
  const label = useLabel();
  useLogError(error);
  if (!error) return '';
  if (loaded === 'failed') return label('outOfDate', en.outOfDate);
  return loaded?.errorSentence(error, labels) ?? '';
}
