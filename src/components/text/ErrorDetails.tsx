import { useEffect, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { useLogError } from '../../provider/useLogError';
import { Part } from '../part/Part';

/** What developers read of an error that visitors see a sentence of: in the console, and in development on the page. */
export function ErrorDetails({ error }: { error: DecartError | null | undefined }) {
  const log = useLogError();
  useEffect(() => {
    if (error) log(error);
  }, [error, log]);
  // Not in tests either: they look for what visitors see.
  return error && process.env.NODE_ENV === 'development' ? <Disclosure error={error} /> : null;
}

/** Not `<details>`: a browser closes a paragraph before it, and what is around may be one. */
function Disclosure({ error }: { error: DecartError }) {
  const [isOpen, setOpen] = useState(false);
  const label = useLabel();
  return (
    <Part
      as="span"
      component="ErrorDetails"
      look="decart-details"
      own={{ 'data-state': isOpen ? 'open' : 'closed' }}
    >
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label('details', en.details)}
      </button>
      {isOpen && (
        <span>
          <code>{error.code}</code> {error.message}
        </span>
      )}
    </Part>
  );
}
