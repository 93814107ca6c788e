import { createRoot } from 'react-dom/client';
import { DecartProvider, RealtimeVideo } from '../../../src';
import { createSandbox } from '../../../src/sandbox';

// The token comes from the real route; everything after it is simulated.
const sandbox = createSandbox({ acceptAnyToken: true });
Object.assign(window, { keysInUse: () => sandbox.sessions.map(({ apiKey, open }) => ({ apiKey, open })) });

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <DecartProvider
    getToken="/api/decart/token"
    baseUrl={sandbox.providerProps.baseUrl}
    realtimeBaseUrl={sandbox.providerProps.realtimeBaseUrl}
    telemetry={false}
  >
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" autoStart />
  </DecartProvider>,
);
