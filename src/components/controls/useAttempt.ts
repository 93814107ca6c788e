import { useContext, useRef, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { toDecartError } from '../../errors/toDecartError';
import { PlayerContext } from '../player/player';

/** How the last thing that a part was asked to do went. */
export type AttemptStatus = 'idle' | 'pending' | 'error';

type Attempt = { status: 'idle' | 'pending'; error: null } | { status: 'error'; error: DecartError };

/**
 * Lets a part try something that may fail while the session continues: what went wrong is shown by `<ProblemMessage>`. Of
 * several attempts the newest counts.
 */
export function useAttempt() {
  const problem = useContext(PlayerContext)?.problem;
  const [state, setState] = useState<Attempt>({ status: 'idle', error: null });
  const newest = useRef(0);

  async function attempt(action: () => Promise<unknown>, onFailed?: (error: DecartError) => void) {
    newest.current += 1;
    const number = newest.current;
    problem?.set(null);
    setState({ status: 'pending', error: null });
    try {
      await action();
      if (number === newest.current) setState({ status: 'idle', error: null });
    } catch (thrown) {
      const error = toDecartError(thrown);
      onFailed?.(error);
      if (number !== newest.current) return;
      if (error.code === 'ABORTED') return setState({ status: 'idle', error: null });
      setState({ status: 'error', error });
      if (!error.fatal) problem?.set({ error });
    }
  }
  return { ...state, attempt };
}
