// A component with `useRealtimeStream`, in a page, under StrictMode, on a sandbox.
import { Profiler, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished } from 'vitest';
import { type UseRealtimeStreamResult, useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox';
import { openResources, watchResources } from './resources';

interface Setup {
  sandbox?: Sandbox;
  sandboxOptions?: SandboxOptions;
  /** Instead of the sandbox's own. */
  getToken?: Sandbox['providerProps']['getToken'];
}

interface StreamProps extends RealtimeOptions {
  onResult(stream: UseRealtimeStreamResult): void;
}

function Stream({ onResult, ...options }: StreamProps) {
  const stream = useRealtimeStream(options);
  onResult(stream);
  return (
    <>
      <video {...stream.videoProps} data-testid="output" />
      <video ref={stream.localVideoRef} muted data-testid="input" />
    </>
  );
}

export function renderStream(options: RealtimeOptions, setup: Setup = {}) {
  const stopWatching = watchResources();
  const sandbox = setup.sandbox ?? createSandbox(setup.sandboxOptions);
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const statuses: string[] = [];
  const errors: string[] = [];
  let commits = 0;
  let result: UseRealtimeStreamResult | undefined;
  let current = options;
  let mounted = true;

  const render = (next: Partial<RealtimeOptions> = {}) => {
    current = { ...current, ...next };
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider {...sandbox.providerProps} {...(setup.getToken && { getToken: setup.getToken })}>
            <Profiler id="stream" onRender={() => (commits += 1)}>
              <Stream
                {...current}
                onResult={(stream) => {
                  result = stream;
                }}
                onStatusChange={(status) => {
                  statuses.push(status);
                  options.onStatusChange?.(status);
                }}
                onError={(error) => {
                  errors.push(error.code);
                  options.onError?.(error);
                }}
              />
            </Profiler>
          </DecartProvider>
        </StrictMode>,
      ),
    );
  };
  const unmount = () => {
    if (mounted) root.unmount();
    mounted = false;
  };
  render();

  onTestFinished(() => {
    unmount();
    container.remove();
    if (!setup.sandbox) sandbox.dispose();
    stopWatching();
  });

  const video = (name: 'output' | 'input') => {
    const element = container.querySelector<HTMLVideoElement>(`[data-testid=${name}]`);
    if (!element) throw new Error('not rendered');
    return element;
  };

  return {
    sandbox,
    statuses,
    errors,
    render,
    unmount,
    get stream() {
      if (!result) throw new Error('not rendered');
      return result;
    },
    get commits() {
      return commits;
    },
    get output() {
      return video('output');
    },
    get input() {
      return video('input');
    },
    reached: (status: UseRealtimeStreamResult['status'], timeout = 10_000) =>
      expect.poll(() => result?.status, { timeout, interval: 10 }).toBe(status),
    open: () => ({
      ...openResources(),
      sockets: sandbox.resources.sockets,
      sessions: sandbox.sessions.filter(({ open }) => open).length,
    }),
  };
}

export const ALL_CLOSED = { liveTracks: 0, peerConnections: 0, sockets: 0, sessions: 0 };
