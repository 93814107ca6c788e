import { useEffect } from 'react';
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { useLogError } from '../../provider/useLogError';
import { Part } from '../part/Part';

/** What developers read of an error that visitors see a sentence of: in the console, and in development on the page. */
export function ErrorDetails({ error }: { error: DecartError | null | undefined }) {
  const label = useLabel();
  const log = useLogError();
  useEffect(() => {
    if (error) log(error);
  }, [error, log]);
  // Not in tests either: they look for what visitors see.
  if (!error || process.env.NODE_ENV !== 'development') return null;
  return (
    <Part as="details" component="ErrorDetails" look="decart-details">
      <summary>{label('details', en.details)}</summary>
      <code>{error.code}</code> {error.message}
    </Part>
  );
}
