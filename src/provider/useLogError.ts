import { useContext, useEffect } from 'react';
import type { DecartError } from '../errors/DecartError';
import { DecartContext } from './context';

const logged = new WeakSet<DecartError>();

/** Writes an error's message for developers to the provider's `logger` (the console by default). Once each. */
export function useLogError(error: DecartError | null | undefined): void {
  const logger = useContext(DecartContext)?.core.logger;
  useEffect(() => {
    if (!error || logged.has(error)) return;
    logged.add(error);
    logger?.error(`${error.code}: ${error.message} ${error.docsUrl}`);
  }, [error, logger]);
}
