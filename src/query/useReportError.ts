import { useEffect } from 'react';
import type { DecartError } from '../errors/DecartError';
import { useDecartContext } from '../provider/context';

/** Calls the provider's `onError` with a query's error: once, however many hooks share the query. */
export function useReportError(error: DecartError | null): void {
  const { reportError } = useDecartContext();
  useEffect(() => {
    if (error) reportError(error);
  }, [error, reportError]);
}
