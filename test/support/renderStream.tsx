// A component with `useRealtimeStream`, or `<RealtimeVideo>`, in a page, under StrictMode, on a sandbox.
import { Profiler, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished } from 'vitest';
import type { SessionQueue } from '../../src/auth/managedQueue';
import type { GetToken } from '../../src/auth/token';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox';
import { openResources, watchResources } from './resources';
import { Stream } from './Stream';

interface Setup {
  sandbox?: Sandbox;
  sandboxOptions?: SandboxOptions;
  /** Instead of the sandbox's own. */
  getToken?: GetToken;
  /** Decart's own waiting line. */
  sessionQueue?: SessionQueue;
  /** @defaultValue 'hook' */
  through?: Through;
}

export type Through = 'hook' | 'RealtimeVideo';

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
  let mostSessions = 0;
  const onResult = (stream: UseRealtimeStreamResult) => {
    result = stream;
  };

  const render = (next: Partial<RealtimeOptions> = {}) => {
    current = { ...current, ...next };
    const props: RealtimeOptions = {
      ...current,
      onStatusChange(status) {
        statuses.push(status);
        options.onStatusChange?.(status);
      },
      onError(error) {
        errors.push(error.code);
        options.onError?.(error);
      },
    };
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider
            {...sandbox.providerProps}
            {...(setup.getToken && { getToken: setup.getToken })}
            sessionQueue={setup.sessionQueue}
          >
            <Profiler id="stream" onRender={() => (commits += 1)}>
              {setup.through === 'RealtimeVideo' ? (
                <RealtimeVideo {...props} />
              ) : (
                <Stream {...props} onResult={onResult} />
              )}
            </Profiler>
          </DecartProvider>
        </StrictMode>,
      ),
    );
  };
  const stopCounting = sandbox.subscribe(() => {
    mostSessions = Math.max(mostSessions, sandbox.sessions.filter(({ open }) => open).length);
  });
  const unmount = () => {
    if (mounted) root.unmount();
    mounted = false;
  };
  render();

  onTestFinished(() => {
    unmount();
    stopCounting();
    container.remove();
    if (!setup.sandbox) sandbox.dispose();
    stopWatching();
  });

  const video = (name: 'output' | 'input') => {
    const element = container.querySelector<HTMLVideoElement>(`[data-decart-video=${name}]`);
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
    reached: (status: UseRealtimeStreamResult['status'], timeout = 40_000) =>
      expect.poll(() => statuses.at(-1), { timeout, interval: 10 }).toBe(status),
    /** How many sessions were open at once, at most. */
    get mostSessions() {
      return mostSessions;
    },
    open: () => ({
      ...openResources(),
      sockets: sandbox.resources.sockets,
      sessions: sandbox.sessions.filter(({ open }) => open).length,
    }),
  };
}

export const ALL_CLOSED = { liveTracks: 0, peerConnections: 0, sockets: 0, sessions: 0 };
