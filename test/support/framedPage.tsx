// What `framedServer` serves: a player that starts by itself, and reports the outcome to the page around it.
import { createRoot } from 'react-dom/client';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeStatus } from '../../src/realtime/machine';
import { createSandbox } from '../../src/sandbox';

export interface FramedReport {
  status: RealtimeStatus;
  error: { code: string; message: string; retryable: boolean } | null;
  /** What a visitor reads. */
  text: string;
  sessions: number;
  /** What the browser reports about the permission, whatever the policy is. */
  permission: PermissionState;
}

const sandbox = createSandbox();
const root = document.getElementById('root');
let status: RealtimeStatus = 'idle';
let error: FramedReport['error'] = null;

async function report() {
  const { state } = await navigator.permissions.query({ name: 'camera' });
  const message: FramedReport = {
    status,
    error,
    text: root?.textContent ?? '',
    sessions: sandbox.sessions.length,
    permission: state,
  };
  parent.postMessage(message, '*');
}

if (root) {
  createRoot(root).render(
    <DecartProvider {...sandbox.providerProps}>
      <RealtimeVideo
        model="lucy-2.5"
        autoStart
        microphone={location.search.includes('microphone')}
        onStatusChange={(next) => (status = next)}
        onError={({ code, message, retryable }) => (error = { code, message, retryable })}
      />
    </DecartProvider>,
  );
  // Error texts are loaded late.
  setInterval(() => void report(), 100);
}
