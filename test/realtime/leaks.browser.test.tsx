/** @module-tag long */
import { expect, onTestFinished, test } from 'vitest';
import type { RealtimeSession } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';
import { watchOwnResources } from '../support/ownResources';
import {
  cameraRequests,
  closedPeerConnections,
  NOTHING_OPEN,
  openResources,
  watchResources,
} from '../support/resources';
import { createStreamPage, type StreamPage } from '../support/streamPage';

const until = (condition: () => boolean) => expect.poll(condition, { interval: 5 }).toBe(true);
const untilMore = (count: () => number) => {
  const before = count();
  return until(() => count() > before);
};

/** How long a mount waits before it unmounts: usually briefly. */
function stay(i: number, page: StreamPage): Promise<unknown> | undefined {
  if (i % 33 === 32) return until(() => page.snapshot?.status === 'generating');
  if (i % 14 === 6) return until(() => page.snapshot?.phase !== 'camera' && page.snapshot?.status !== 'idle');
  if (i % 14 === 3) return untilMore(() => page.sandbox.sessions.length);
  if (i % 3 === 0) return undefined;
  return i % 3 === 1 ? new Promise((resolve) => setTimeout(resolve)) : untilMore(cameraRequests);
}

test('two hundred mounts leave nothing behind', async () => {
  const stopWatching = watchResources();
  const own = watchOwnResources();
  const page = createStreamPage(createSandbox(), {
    model: 'lucy-2.5',
    prompt: 'film noir',
    autoStart: true,
    input: { width: 320, height: 180 },
    microphone: true,
  });
  onTestFinished(() => {
    page.dispose();
    own.stop();
    stopWatching();
  });
  page.mount();
  expect(own.listeners().length).toBeGreaterThan(0);
  page.unmount();

  const sessions: WeakRef<RealtimeSession>[] = [];
  for (let i = 0; i < 200; i++) {
    page.mount();
    await stay(i, page);
    if (page.stream) sessions.push(new WeakRef(page.stream.session));
    page.unmount();
  }

  await expect.poll(() => page.sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  // The page learns of a closed socket after the sandbox.
  await expect.poll(openResources).toEqual(NOTHING_OPEN);
  await expect.poll(own.timers).toEqual([]);
  await expect.poll(own.listeners).toEqual([]);

  // React, and promises that settle late, may still reference the last ones.
  const kept = () => {
    globalThis.gc?.();
    return sessions.filter((session) => session.deref()).length + closedPeerConnections();
  };
  expect(globalThis.gc).toBeDefined();
  await expect.poll(kept, { interval: 200 }).toBeLessThan(5);
});
