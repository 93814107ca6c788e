import { describe, expect, onTestFinished, test } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { createLazySession } from '../../src/realtime/lazySession';
import { loadEngine } from '../../src/realtime/loadEngine';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';

/** A session whose engine comes when it is let through, or fails as a chunk does that is not there any more. */
function setUp(options: Partial<RealtimeOptions> = {}) {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const statuses: string[] = [];
  const errors: string[] = [];
  const waiting: { come(): void; fail(): void }[] = [];
  const session = createLazySession(
    createClientCore(sandbox.providerProps),
    {
      model: 'lucy-2.5',
      input: null,
      onStatusChange: (status) => statuses.push(status),
      onError: ({ code }) => errors.push(code),
      ...options,
    },
    () =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('Failed to fetch dynamically imported module'));
        waiting.push({ come: () => resolve(loadEngine()), fail });
      }),
  );
  let release = session.retain();
  const unmount = () => release();
  onTestFinished(() => unmount());
  return {
    sandbox,
    session,
    statuses,
    errors,
    unmount,
    mount() {
      release = session.retain();
    },
    get loads() {
      return waiting.length;
    },
    engine: {
      come: () => waiting.at(-1)?.come(),
      fail: () => waiting.at(-1)?.fail(),
    },
    status: () => session.getSnapshot().status,
    open: () => sandbox.sessions.filter(({ open }) => open).length,
  };
}

describe('while its code is on the way', () => {
  test('it is connecting, and is told so once', async () => {
    const { session, statuses, engine } = setUp();
    const started = session.start();
    expect(statuses).toEqual(['connecting']);
    engine.come();
    await started;
    expect(statuses).toEqual(['connecting', 'connected']);
  });

  test('stopped, it is idle, and whoever waited for it waits no longer', async () => {
    const { session, statuses, errors } = setUp();
    const started = session.start();
    const prompted = session.setPrompt('film noir');
    const stopped = session.stop();
    await expect(prompted).rejects.toMatchObject({ code: 'ABORTED' });
    await Promise.all([started, stopped]);
    expect(statuses).toEqual(['connecting', 'idle']);
    expect(errors).toEqual([]);
  });

  test('stopped and started again, it is started once when the code comes, with what was wanted', async () => {
    const { session, sandbox, statuses, engine } = setUp();
    void session.start();
    session.setPrompt('film noir').catch(() => {});
    await session.stop();
    const started = session.start();
    engine.come();
    await started;
    expect(statuses).toEqual(['connecting', 'idle', 'connecting', 'connected']);
    expect(sandbox.sessions.map(({ prompt }) => prompt)).toEqual(['film noir']);
  });

  test('stopped, what comes late starts nothing', async () => {
    const { session, sandbox, statuses, engine, status } = setUp();
    void session.start();
    await session.stop();
    engine.come();
    // Called once it is loaded.
    await session.setInput(null);
    expect(status()).toBe('idle');
    expect(statuses).toEqual(['connecting', 'idle']);
    expect(sandbox.tokenRequests).toBe(0);
  });
});

describe('its code cannot be loaded', () => {
  test('at the mount: told at the start, which asks for it again, and unmounted it is closed all the same', async () => {
    const view = setUp();
    view.engine.fail();
    // Told by whoever waits for it; a mount does not.
    await expect(view.session.setInput(null)).rejects.toMatchObject({ code: 'LIVEKIT_INITIALIZATION_ERROR' });
    const started = view.session.start();
    await expect.poll(() => view.loads).toBe(2);
    view.engine.come();
    await started;
    expect(view.open()).toBe(1);
    view.unmount();
    await expect.poll(view.open).toBe(0);
    expect(view.statuses).toEqual(['connecting', 'connected', 'idle']);
  });

  test('at the start: an error that can be tried again', async () => {
    const { session, statuses, errors, engine } = setUp();
    const failed = session.start();
    engine.fail();
    await failed;
    expect(errors).toEqual(['LIVEKIT_INITIALIZATION_ERROR']);
    const started = session.start();
    engine.come();
    await started;
    expect(statuses).toEqual(['connecting', 'error', 'connecting', 'connected']);
    expect(session.getSnapshot().error).toBeNull();
  });
});

test('a prompt that is set after the unmount is not waited for, and counts at the next mount', async () => {
  const { session, sandbox, engine, unmount, mount } = setUp();
  engine.come();
  await session.start();
  unmount();
  await expect(session.setPrompt('film noir')).rejects.toMatchObject({ code: 'ABORTED' });
  mount();
  await session.start();
  expect(sandbox.sessions.at(-1)?.prompt).toBe('film noir');
});

test('mounted, started and unmounted in one task, once it is loaded: nothing is open', async () => {
  const { session, sandbox, engine, unmount, mount, open, status } = setUp();
  engine.come();
  await session.start();
  unmount();
  mount();
  void session.start();
  unmount();
  expect(status()).toBe('idle');
  await expect.poll(open).toBe(0);
  expect(sandbox.sessions).toHaveLength(1);
});
