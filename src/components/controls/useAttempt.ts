import { useRef, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { toDecartError } from '../../errors/toDecartError';
import { usePlayer } from '../player/player';

/** How the last thing that a part was asked to do went. */
export type AttemptState = 'idle' | 'pending' | 'error';

/**
 * Lets a part try something that may fail while the session goes on: what went wrong is shown. Of several at once the
 * newest counts.
 */
export function useAttempt() {
  const { problem } = usePlayer();
  const [state, setState] = useState<AttemptState>('idle');
  const newest = useRef(0);

  async function attempt(action: () => Promise<unknown>, onFailed?: (error: DecartError) => void) {
    newest.current += 1;
    const number = newest.current;
    problem.set(null);
    setState('pending');
    try {
      await action();
      if (number === newest.current) setState('idle');
    } catch (thrown) {
      const error = toDecartError(thrown);
      onFailed?.(error);
      if (number !== newest.current) return;
      const isStopped = error.code === 'ABORTED';
      setState(isStopped ? 'idle' : 'error');
      if (!isStopped && !error.fatal) problem.set(error);
    }
  }
  return { state, attempt };
}
