// The README's first snippet, and every other entry of the package that a page may import.
import { DecartProvider, RealtimeVideo } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { createRoot } from 'react-dom/client';

const sandbox = createSandbox();

createRoot(document.getElementById('root')).render(
  <DecartProvider {...sandbox.providerProps}>
    <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
  </DecartProvider>,
);
