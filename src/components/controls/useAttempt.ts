import { useContext, useRef, useState } from 'react';
import { asDecartError } from '../../errors/asDecartError';
import type { DecartError } from '../../errors/DecartError';
import { PlayerContext } from '../player/player';

/** The state of a part's last action. */
export type AttemptStatus = 'idle' | 'pending' | 'error';

type State = { status: 'idle' | 'pending'; error: null } | { status: 'error'; error: DecartError };

interface Attempt<T> {
  action: () => Promise<unknown>;
  /** Called if it is still the newest attempt. */
  onDone?: () => void;
  /** Called if it is still the newest attempt, with the value from before all running attempts. */
  onFailed: (error: DecartError, before: T) => void;
}

/**
 * Lets a part try a new value, which may fail while the session continues: `<ProblemMessage>` shows the error. Of several
 * attempts, the newest counts.
 */
export function useAttempt<T>(value: T) {
  const problem = useContext(PlayerContext)?.problem;
  const [state, setState] = useState<State>({ status: 'idle', error: null });
  const newest = useRef(0);
  const before = useRef(value);

  async function attempt({ action, onDone, onFailed }: Attempt<T>) {
    newest.current += 1;
    const number = newest.current;
    if (state.status !== 'pending') before.current = value;
    problem?.set(null);
    setState({ status: 'pending', error: null });
    try {
      await action();
      if (number !== newest.current) return;
      setState({ status: 'idle', error: null });
      onDone?.();
    } catch (thrown) {
      if (number !== newest.current) return;
      const error = asDecartError(thrown);
      onFailed(error, before.current);
      if (error.code === 'ABORTED') return setState({ status: 'idle', error: null });
      setState({ status: 'error', error });
      if (!error.fatal) problem?.set({ error });
    }
  }
  /** An earlier attempt succeeded after all. */
  const keep = (taken: T) => {
    before.current = taken;
  };
  return { ...state, attempt, keep };
}
