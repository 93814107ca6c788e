import { useCallback, useContext } from 'react';
import type { DecartError } from '../errors/DecartError';
import { DecartContext } from './context';

const logged = new WeakSet<DecartError>();

/** Returns a function that writes an error's message to the provider's `logger` (the console by default). Once each. */
export function useLogError(): (error: DecartError) => void {
  const logger = useContext(DecartContext)?.core.logger;
  return useCallback(
    (error) => {
      if (logged.has(error)) return;
      logged.add(error);
      logger?.error(`${error.code}: ${error.message} ${error.docsUrl}`);
    },
    [logger],
  );
}
