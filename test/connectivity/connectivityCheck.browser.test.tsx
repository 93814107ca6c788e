import { models } from '@decartai/sdk';
import { setLogLevel } from 'livekit-client';
import { StrictMode } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { useConnectivityCheck } from '../../src/hooks/useConnectivityCheck';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createSandbox } from '../../src/sandbox';
import { openResources, watchResources } from '../support/resources';

setLogLevel('silent');

async function setUp() {
  const stopWatching = watchResources();
  const sandbox = createSandbox();
  onTestFinished(() => {
    sandbox.dispose();
    stopWatching();
  });
  const onError = vi.fn();
  const hook = await renderHook(() => useConnectivityCheck(), {
    wrapper: ({ children }) => (
      <StrictMode>
        <DecartProvider {...sandbox.providerProps} onError={onError}>
          {children}
        </DecartProvider>
      </StrictMode>
    ),
  });
  return { sandbox, hook, onError };
}

test('it checks when asked, and reports the result', async () => {
  const { sandbox, hook } = await setUp();
  expect(hook.result.current).toMatchObject({ status: 'idle', report: null, error: null });
  expect(sandbox.tokenRequests).toBe(0);

  const checking = hook.result.current.check();
  await expect.poll(() => hook.result.current.status).toBe('checking');
  // No STUN server can be reached from here.
  await expect(checking).resolves.toMatchObject({ quality: 'poor', metrics: { transport: 'relay' } });
  await expect.poll(() => hook.result.current.status).toBe('done');
  expect(hook.result.current.report?.reasons).toHaveLength(1);
  expect(openResources().peerConnections).toBe(0);

  hook.result.current.reset();
  await expect.poll(() => hook.result.current).toMatchObject({ status: 'idle', report: null });
});

test('a failure is an error, and a second check may succeed', async () => {
  const { sandbox, hook, onError } = await setUp();
  sandbox.refuseTokens();
  await expect(hook.result.current.check()).resolves.toBeNull();
  await expect.poll(() => hook.result.current.error?.code).toBe('TOKEN_FETCH_FAILED');
  expect(hook.result.current.status).toBe('error');
  expect(onError).toHaveBeenCalledTimes(1);
  sandbox.refuseTokens(false);
  await hook.result.current.check();
  await expect.poll(() => hook.result.current).toMatchObject({ status: 'done', error: null });
});

test('a check that is restarted, reset or unmounted is cancelled', async () => {
  const { sandbox, hook, onError } = await setUp();
  const release = sandbox.hold('token');
  const first = hook.result.current.check();
  const second = hook.result.current.check();
  await expect(first).resolves.toBeNull();
  hook.result.current.reset();
  await expect(second).resolves.toBeNull();
  const third = hook.result.current.check();
  hook.unmount();
  await expect(third).resolves.toBeNull();
  release();
  expect(onError).not.toHaveBeenCalled();
});

test('a cancelled deep check leaves no session open', async () => {
  const { sandbox, hook } = await setUp();
  const checking = hook.result.current.check({ deep: true, model: models.realtime('lucy-2.5') });
  await expect.poll(() => sandbox.sessions.length).toBe(1);
  hook.unmount();
  await expect(checking).resolves.toBeNull();
  await expect.poll(() => sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
});
