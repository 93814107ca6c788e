import type { DecartError } from '../../errors/DecartError';
import { useErrorText } from '../text/useErrorText';
import { useElement, usePlayer } from './player';

/** What {@link useProblemMessage} returns. */
export interface ProblemText {
  /** One sentence for visitors; `null` while there is no problem. */
  text: string | null;
  /** What happened, with its code and the message for developers. */
  error: DecartError | null;
  /** Dismisses the message. */
  dismiss: () => void;
}

/**
 * Problems while the session continues: a camera that couldn't be opened, an image that was refused. The message stays
 * until it is dismissed, or the part that failed is used again.
 *
 * @example
 * ```tsx
 * function Problem() {
 *   const { text, dismiss } = useProblemMessage();
 *   return <div aria-live="polite">{text && <button onClick={dismiss}>{text}</button>}</div>;
 * }
 * ```
 */
export function useProblemMessage(): ProblemText {
  const { problem } = usePlayer('ProblemMessage');
  const current = useElement(problem);
  const sentence = useErrorText(current?.error);
  return {
    text: current && (current.text ?? sentence),
    error: current?.error ?? null,
    dismiss: () => problem.set(null),
  };
}
