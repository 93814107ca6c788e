import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import type { RealtimeSession } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';
import { watchOwnResources } from '../support/ownResources';
import { cameraRequests, NOTHING_OPEN, openResources, watchResources } from '../support/resources';

interface StreamProps {
  onSession(session: RealtimeSession): void;
}

function Stream({ onSession }: StreamProps) {
  const { videoRef, localVideoRef, session } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'film noir',
    autoStart: true,
    input: { width: 320, height: 180 },
    microphone: true,
  });
  onSession(session);
  return (
    <>
      <video ref={videoRef} muted />
      <video ref={localVideoRef} muted />
    </>
  );
}

function setUp() {
  const stopWatching = watchResources();
  const own = watchOwnResources();
  const sandbox = createSandbox();
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  let session: RealtimeSession | null = null;
  const sessions: WeakRef<RealtimeSession>[] = [];
  onTestFinished(() => {
    root.unmount();
    container.remove();
    sandbox.dispose();
    own.stop();
    stopWatching();
  });

  const render = (mounted: boolean) =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider {...sandbox.providerProps}>
            {mounted && <Stream onSession={(made) => (session = made)} />}
          </DecartProvider>
        </StrictMode>,
      ),
    );
  return {
    sandbox,
    own,
    sessions,
    mount: () => render(true),
    unmount() {
      render(false);
      if (session) sessions.push(new WeakRef(session));
      session = null;
    },
    status: () => session?.getSnapshot().status,
    phase: () => session?.getSnapshot().phase,
  };
}

type Page = ReturnType<typeof setUp>;

const until = (condition: () => boolean) =>
  expect.poll(condition, { timeout: 10_000, interval: 5 }).toBe(true);
const untilMore = (count: () => number) => {
  const before = count();
  return until(() => count() > before);
};

/** What a mount waits for before it unmounts: mostly little. */
function stay(i: number, page: Page): Promise<unknown> | undefined {
  if (i % 20 === 19) return until(() => page.status() === 'generating');
  if (i % 14 === 6) return until(() => page.status() !== 'idle' && page.phase() !== 'camera');
  if (i % 14 === 3) return untilMore(() => page.sandbox.sessions.length);
  if (i % 3 === 0) return undefined;
  return i % 3 === 1 ? new Promise((resolve) => setTimeout(resolve)) : untilMore(cameraRequests);
}

test('two hundred mounts leave nothing behind', { timeout: 60_000 }, async () => {
  const page = setUp();
  page.mount();
  expect(page.own.listeners().length).toBeGreaterThan(0);
  page.unmount();

  for (let i = 0; i < 200; i++) {
    page.mount();
    await stay(i, page);
    page.unmount();
  }

  await expect
    .poll(() => page.sandbox.resources, { timeout: 8000 })
    .toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  expect(openResources()).toEqual(NOTHING_OPEN);
  expect(page.own.timers()).toEqual([]);
  expect(page.own.listeners()).toEqual([]);

  // The last ones may still be known to React, and to what settles late.
  const kept = () => {
    globalThis.gc?.();
    return page.sessions.filter((session) => session.deref()).length;
  };
  expect(globalThis.gc).toBeDefined();
  await expect.poll(kept, { timeout: 8000, interval: 200 }).toBeLessThan(5);
});
