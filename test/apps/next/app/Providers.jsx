'use client';
import { DecartProvider } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { useState } from 'react';

export function Providers({ children }) {
  const [sandbox] = useState(() => createSandbox());
  return <DecartProvider {...sandbox.providerProps}>{children}</DecartProvider>;
}
