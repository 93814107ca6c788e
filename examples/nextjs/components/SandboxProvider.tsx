'use client';

import { DecartProvider } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import type { ReactNode } from 'react';

const sandbox = createSandbox();

export function SandboxProvider({ children }: { children: ReactNode }) {
  return <DecartProvider {...sandbox.providerProps}>{children}</DecartProvider>;
}
