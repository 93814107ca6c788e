// The same app over real WebRTC: what the engine of `createTestDecart` shows is what happens.
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createSandbox, type Sandbox } from '../../src/sandbox';
import { type Backend, testApp } from './appTests';

const sandboxes: Sandbox[] = [];
afterEach(() => {
  for (const sandbox of sandboxes.splice(0)) sandbox.dispose();
});

function createBackend(): Backend {
  const sandbox = createSandbox();
  sandboxes.push(sandbox);
  let release = sandbox.hold('signaling');
  let letIn = () => {};
  const current = () => sandbox.sessions.findLast(({ open }) => open);
  const provider = ({ children }: { children?: ReactNode }) => (
    <DecartProvider {...sandbox.providerProps}>{children}</DecartProvider>
  );
  return {
    Provider: provider,
    openSessions: () => sandbox.sessions.filter(({ open }) => open).length,
    session: {
      get prompt() {
        return current()?.prompt ?? null;
      },
      async goLive() {
        release();
        letIn();
      },
      async lose() {
        release = sandbox.hold('signaling');
        sandbox.closeSignaling(1006);
      },
      async queue(position) {
        // Its turn comes when the room is announced.
        letIn = sandbox.hold('room');
        sandbox.queue(position, { intervalMs: position > 1 ? 60_000 : 1 });
        release();
      },
      async end(reason) {
        if (reason === 'disconnect') release = sandbox.hold('signaling');
        sandbox.endGeneration(reason);
      },
      async fail(code) {
        sandbox.refuseSessions(code === 'POLICY_VIOLATION' ? 'policy' : 'session_limit', { times: 1 });
        release();
      },
      rejectPrompt: () => sandbox.rejectPrompts(/./),
    },
  };
}

testApp(createBackend);
