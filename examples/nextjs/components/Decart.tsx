import { DecartProvider } from 'decart-react';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { findSetupProblem } from '../lib/findSetupProblem';
import { SandboxProvider } from './SandboxProvider';

/** Tokens for realtime and a proxy for the rest. If the server has no key, a simulated Decart in the page. */
export async function Decart({ children }: { children: ReactNode }) {
  // The key is read at each request, not when the app is built.
  await connection();
  const problem = findSetupProblem();
  if (problem === null) {
    return (
      <DecartProvider getToken="/api/decart/token" proxy="/api/decart">
        {children}
      </DecartProvider>
    );
  }
  return (
    <SandboxProvider>
      <p role="note">{problem} Until then, everything here is simulated in the page.</p>
      {children}
    </SandboxProvider>
  );
}
