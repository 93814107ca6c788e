// The README's first snippet, and every other entry of the package that a page may import.
import { DecartProvider, RealtimeVideo } from 'decart-react';
import * as german from 'decart-react/locales/de';
import * as parts from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';
import { createRoot } from 'react-dom/client';

// The whole entries are bundled, not what an app would use of them.
globalThis.entries = { german, parts };

const sandbox = createSandbox();

createRoot(document.getElementById('root')).render(
  <DecartProvider {...sandbox.providerProps}>
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
  </DecartProvider>,
);
