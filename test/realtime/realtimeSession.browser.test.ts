import type { Logger } from '@decartai/sdk';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ClientOptions } from '../../src/client/clientCore';
import { createClientCore } from '../../src/client/createClientCore';
import { createRealtimeSession } from '../../src/realtime/realtimeSession';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox, createTestPicture } from '../../src/sandbox';
import { watchOwnResources } from '../support/ownResources';

/** A session as the hook creates it, without the hook. */
async function setUp(client: Partial<ClientOptions> = {}, options: Partial<RealtimeOptions> = {}) {
  const sandbox = createSandbox();
  const core = createClientCore({ ...sandbox.providerProps, ...client });
  const session = createRealtimeSession(core, { model: 'lucy-2.5', input: null, ...options });
  const release = session.retain();
  onTestFinished(() => {
    release();
    sandbox.dispose();
  });
  return { sandbox, core, session, status: () => session.getSnapshot().status };
}

function testPicture(): MediaStream {
  const { stream, stop } = createTestPicture({ width: 320, height: 180 });
  onTestFinished(stop);
  return stream;
}

/** Waits for some microtasks. */
async function hop(count: number) {
  for (let i = 0; i < count; i++) await null;
}

test('stopped at any moment while the connection is made, it is idle, and no callback reports that connection', async () => {
  let stopAfter = 0;
  let stops = 0;
  const logger: Logger = {
    // The SDK's last log line before `connect` resolves.
    debug(message, data) {
      if (message !== 'realtime state change' || !JSON.stringify(data).includes('connected')) return;
      void hop(stopAfter).then(() => {
        stops += 1;
        return session.stop();
      });
    },
    info() {},
    warn() {},
    error() {},
  };
  const { sandbox, session } = await setUp({ logger });
  for (stopAfter = 0; stopAfter < 16; stopAfter++) {
    await session.start();
    await expect.poll(() => stops).toBeGreaterThan(stopAfter);
    expect(session.getSnapshot(), `after ${stopAfter}`).toMatchObject({ status: 'idle', sessionId: null });
  }
  await expect.poll(() => sandbox.sessions.filter(({ open }) => open)).toEqual([]);
});

test('the console is empty after a healthy session, and clear about one that retries', async () => {
  const said: string[] = [];
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, method);
    spy.mockImplementation((...args) => void said.push(`${method}: ${JSON.stringify(args)}`));
    onTestFinished(() => spy.mockRestore());
  }
  const { sandbox, session, status } = await setUp({ logger: undefined }, { input: testPicture() });
  await session.start();
  await expect.poll(status).toBe('generating');
  expect(said).toEqual([]);

  sandbox.refuseHandshake(1);
  sandbox.closeSignaling(1011);
  await expect.poll(() => sandbox.sessions.length).toBe(2);
  await expect.poll(status).toBe('generating');
  await session.stop();
  expect(said.filter((line) => /^(debug|log|info)|not allowed/.test(line))).toEqual([]);
});

test('stopped while a camera waits to be sent again: nothing is waited for any longer', async () => {
  const own = watchOwnResources();
  onTestFinished(own.stop);
  const [first, second] = [testPicture(), testPicture()];
  const { sandbox, session, status } = await setUp({}, { input: first });
  await session.start();
  await expect.poll(status).toBe('generating');
  // There is nothing to replace until the client has published again.
  const release = sandbox.hold('publish');
  sandbox.moveNode();
  await expect.poll(() => sandbox.waitingAt('publish')).toBe(1);
  await session.setInput(second);
  await expect.poll(own.timers).toContain('realtime/run.ts');
  await session.stop();
  expect(own.timers()).not.toContain('realtime/run.ts');
  release();
});
