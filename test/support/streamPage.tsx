// A page on which one component with `useRealtimeStream` comes and goes, under StrictMode, on one simulated Decart.
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeOptions } from '../../src/realtime/types';
import type { Sandbox } from '../../src/sandbox';
import { Stream } from './Stream';
import type { Simulation } from './sdkSession';

/** `sandbox` is disposed of with the page. */
export function createStreamPage<S extends Simulation & Pick<Sandbox, 'dispose'>>(
  sandbox: S,
  initialOptions: RealtimeOptions,
) {
  let options = initialOptions;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  let stream: UseRealtimeStreamResult | null = null;
  let mounted = false;

  const render = () =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider {...sandbox.providerProps}>
            {mounted && <Stream {...options} onResult={(result) => (stream = result)} />}
          </DecartProvider>
        </StrictMode>,
      ),
    );

  return {
    sandbox,
    mount() {
      mounted = true;
      render();
    },
    unmount() {
      mounted = false;
      render();
      stream = null;
    },
    /** Renders with other options. */
    change(changed: Partial<RealtimeOptions>) {
      options = { ...options, ...changed };
      render();
    },
    /** While it is mounted. */
    get stream() {
      return stream;
    },
    /** The session's current state, whether React has rendered it or not. */
    get snapshot() {
      return stream?.session.getSnapshot();
    },
    dispose() {
      root.unmount();
      container.remove();
      sandbox.dispose();
    },
  };
}

export type StreamPage = ReturnType<typeof createStreamPage<Sandbox>>;
