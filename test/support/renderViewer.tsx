// A publisher and a viewer as two components in one page, under StrictMode, on one sandbox.
import { Profiler, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished } from 'vitest';
import { type UseStreamViewerResult, useStreamViewer } from '../../src/hooks/useStreamViewer';
import { DecartProvider, type DecartProviderProps } from '../../src/provider/DecartProvider';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';
import type { StreamViewerOptions } from '../../src/viewer/types';
import { renderStream } from './renderStream';

/** A live session with a small picture: it only matters that it arrives. */
export async function publish(prompt = 'film noir', options: Partial<RealtimeOptions> = {}) {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const publisher = renderStream(
    { model: 'lucy-2.5', prompt, autoStart: true, input: { width: 320, height: 180 }, ...options },
    { sandbox },
  );
  await publisher.reached('generating');
  const { subscribeToken } = publisher.stream;
  if (!subscribeToken) throw new Error('the session has no subscribe token');
  return { sandbox, publisher, subscribeToken };
}

interface ViewerProps extends StreamViewerOptions {
  onResult(viewer: UseStreamViewerResult): void;
}

function Viewer({ onResult, ...options }: ViewerProps) {
  const viewer = useStreamViewer(options);
  onResult(viewer);
  const { videoRef } = viewer;
  return <video ref={videoRef} muted data-viewer />;
}

export function renderViewer(provider: DecartProviderProps, options: StreamViewerOptions) {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const statuses: string[] = [];
  const errors: string[] = [];
  let commits = 0;
  let result: UseStreamViewerResult | undefined;
  let mounted = true;
  let current = options;

  const render = (next: Partial<StreamViewerOptions> = {}) => {
    current = { ...current, ...next };
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider {...provider}>
            <Profiler id="viewer" onRender={() => (commits += 1)}>
              <Viewer
                {...current}
                onStatusChange={(status) => statuses.push(status)}
                onError={(error) => errors.push(error.code)}
                onResult={(viewer) => {
                  result = viewer;
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
  });

  return {
    statuses,
    errors,
    render,
    unmount,
    get viewer() {
      if (!result) throw new Error('not rendered');
      return result;
    },
    get commits() {
      return commits;
    },
    get video() {
      const video = container.querySelector('video');
      if (!video) throw new Error('not rendered');
      return video;
    },
    reached: (status: UseStreamViewerResult['status']) =>
      expect.poll(() => statuses.at(-1), { interval: 10 }).toBe(status),
  };
}
