import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { createRealtimeSession } from '../../src/realtime/realtimeSession';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';

/** A session whose engine loads when the test allows it, or fails like a missing chunk. */
function setUp(options: Partial<RealtimeOptions> = {}) {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const statuses: string[] = [];
  const errors: string[] = [];
  const waiting: { come(): void; fail(): void }[] = [];
  const session = createRealtimeSession(
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
        waiting.push({ come: () => resolve(import('../../src/realtime/engine')), fail });
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

/** Waits until all due microtasks and tasks have run. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('while its code is loading', () => {
  test('it is connecting, and reports so once', async () => {
    const { session, statuses, engine } = setUp();
    const started = session.start();
    expect(statuses).toEqual(['connecting']);
    engine.come();
    await started;
    expect(statuses).toEqual(['connecting', 'connected']);
  });

  test('stopped, it is idle, and everyone who waited for it is released', async () => {
    const { session, statuses, errors } = setUp();
    const started = session.start();
    const prompted = session.setPrompt('film noir');
    const stopped = session.stop();
    await expect(prompted).rejects.toMatchObject({ code: 'ABORTED' });
    await Promise.all([started, stopped]);
    expect(statuses).toEqual(['connecting', 'idle']);
    expect(errors).toEqual([]);
  });

  test('stopped and restarted, it starts once when the code has loaded, with the latest options', async () => {
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

  test('stopped, code that loads late starts nothing', async () => {
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

describe("its code can't be loaded", () => {
  test('at the mount: the start reports it, and an unmount still closes it', async () => {
    const view = setUp({ preload: 'mount' });
    view.engine.fail();
    const started = view.session.start();
    await expect.poll(() => view.loads).toBe(2);
    view.engine.come();
    await started;
    expect(view.open()).toBe(1);
    view.unmount();
    await expect.poll(view.open).toBe(0);
    expect(view.statuses).toEqual(['connecting', 'connected', 'idle']);
  });

  test('at the start: an error that a reload fixes, because a browser remembers a failed import', async () => {
    const { session, errors, engine } = setUp();
    const failed = session.start();
    engine.fail();
    await failed;
    expect(errors).toEqual(['LIVEKIT_INITIALIZATION_ERROR']);
    expect(session.getSnapshot()).toMatchObject({ status: 'error', error: { retryable: false } });
    expect(session.getSnapshot().error?.message).toContain('reload the page');
    await session.stop();
    expect(session.getSnapshot().status).toBe('idle');
  });
});

describe('nothing heavy is loaded before it is needed', () => {
  test('a hook that mounts loads nothing and fetches no token', async () => {
    const view = setUp();
    await settled();
    expect([view.loads, view.sandbox.tokenRequests]).toEqual([0, 0]);
  });

  test("with `preload: 'mount'`, or `autoStart`, the code is loaded at the mount", () => {
    expect(setUp({ preload: 'mount' }).loads).toBe(1);
    expect(setUp({ autoStart: true }).loads).toBeGreaterThan(0);
  });

  test('prepare() loads the code and fetches a token, once in 30 seconds, and opens nothing', async () => {
    const view = setUp();
    const { session, sandbox, engine, open } = view;
    const prepared = [session.prepare(), session.prepare()];
    engine.come();
    await Promise.all(prepared);
    await session.prepare();
    expect([view.loads, sandbox.tokenRequests, open()]).toEqual([1, 1, 0]);
    expect(session.getSnapshot().status).toBe('idle');
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
    const again = session.prepare();
    later.mockRestore();
    engine.come();
    await again;
    // The token is still good.
    expect([view.loads, sandbox.tokenRequests]).toEqual([2, 1]);
  });

  test('prepare() that fails reports nothing: the start does', async () => {
    const { session, errors, engine } = setUp();
    const prepared = session.prepare();
    engine.fail();
    await prepared;
    expect(errors).toEqual([]);
    const started = session.start();
    engine.come();
    await started;
    expect(session.getSnapshot().status).toBe('connected');
  });
});

test("a prompt that is set after the unmount doesn't wait, and applies at the next mount", async () => {
  const { session, sandbox, engine, unmount, mount } = setUp({ preload: 'mount' });
  const started = session.start();
  engine.come();
  await started;
  unmount();
  await settled();
  await expect(session.setPrompt('film noir')).rejects.toMatchObject({ code: 'ABORTED' });
  mount();
  const again = session.start();
  engine.come();
  await again;
  expect(sandbox.sessions.at(-1)?.prompt).toBe('film noir');
});

test('unmounted and mounted again in one task, as at a Fast Refresh, the session continues', async () => {
  const { session, sandbox, engine, statuses, unmount, mount, open } = setUp();
  const started = session.start();
  engine.come();
  await started;
  unmount();
  mount();
  await settled();
  expect(session.getSnapshot().status).not.toBe('idle');
  expect([sandbox.sessions.length, open()]).toEqual([1, 1]);
  expect(statuses.slice(0, 2)).toEqual(['connecting', 'connected']);
  unmount();
  mount();
  unmount();
  await expect.poll(open).toBe(0);
  expect(session.getSnapshot().status).toBe('idle');
  expect(sandbox.sessions).toHaveLength(1);
});
