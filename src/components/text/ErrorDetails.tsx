import { useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part } from '../part/Part';

/** In development, the details of an error for which visitors see a sentence. */
export function ErrorDetails({ error }: { error: DecartError | null | undefined }) {
  // Not in tests either: tests look for what visitors see.
  return error && process.env.NODE_ENV === 'development' ? <Disclosure error={error} /> : null;
}

/** Not `<details>`: a browser closes an open paragraph before it, and the enclosing element may be one. */
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
