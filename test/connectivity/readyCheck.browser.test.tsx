import { StrictMode } from 'react';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import type { ReadyCheckName } from '../../src/connectivity/readyCheck';
import { useReadyCheck } from '../../src/hooks/useReadyCheck';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useQuota } from '../../src/query/useQuota';
import { createSandbox } from '../../src/sandbox';
import { openResources, watchResources } from '../support/resources';

afterEach(() => {
  vi.restoreAllMocks();
});

async function setUp(checks?: readonly ReadyCheckName[]) {
  const stopWatching = watchResources();
  const sandbox = createSandbox();
  onTestFinished(() => {
    sandbox.dispose();
    stopWatching();
  });
  const onError = vi.fn();
  const opened: MediaStreamTrack[] = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const getUserMedia = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (wanted) => {
    const stream = await open(wanted);
    opened.push(...stream.getTracks());
    return stream;
  });
  const hook = await renderHook(
    () => {
      const { data, refetch } = useQuota({ enabled: false });
      return { ready: useReadyCheck({ checks }), quota: data, refetch };
    },
    {
      wrapper: ({ children }) => (
        <StrictMode>
          <DecartProvider {...sandbox.providerProps} onError={onError}>
            {children}
          </DecartProvider>
        </StrictMode>
      ),
    },
  );
  const statuses = () =>
    Object.fromEntries(hook.result.current.ready.items.map(({ name, status }) => [name, status]));
  return { sandbox, hook, onError, opened, getUserMedia, statuses };
}

function refuse(name: string, getUserMedia: { mockImplementation(impl: () => Promise<never>): unknown }) {
  getUserMedia.mockImplementation(async () => {
    throw new DOMException('', name);
  });
}

test('it requests nothing until `check()` is called', async () => {
  const { sandbox, hook, getUserMedia, statuses } = await setUp();
  expect(hook.result.current.ready.status).toBe('idle');
  expect(statuses()).toEqual({ camera: 'idle', network: 'idle', quota: 'idle' });
  expect(getUserMedia).not.toHaveBeenCalled();
  expect(sandbox.tokenRequests).toBe(0);
});

test('it reports that all is well, with camera and microphone off again and no session opened', async () => {
  const { sandbox, hook, opened, getUserMedia, statuses } = await setUp([
    'camera',
    'microphone',
    'network',
    'quota',
  ]);
  await expect(hook.result.current.ready.check()).resolves.toBe(true);
  await expect.poll(() => hook.result.current.ready.status).toBe('ready');
  // No STUN server can be reached from here, which is a warning.
  expect(statuses()).toEqual({ camera: 'ok', microphone: 'ok', network: 'warning', quota: 'ok' });
  expect(getUserMedia).toHaveBeenCalledTimes(1);
  expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  expect(sandbox.sessions).toEqual([]);
  expect(openResources().peerConnections).toBe(0);
  expect(Object.keys(localStorage).filter((key) => key.includes('decart'))).toEqual([]);
  hook.result.current.ready.reset();
  await expect.poll(() => hook.result.current.ready.status).toBe('idle');
});

test('it reports that no session is free, and that one is free again', async () => {
  const { sandbox, hook, onError } = await setUp(['quota']);
  sandbox.limitSessions(0);
  await expect(hook.result.current.ready.check()).resolves.toBe(false);
  await expect.poll(() => hook.result.current.ready.items[0]?.error?.code).toBe('CONCURRENCY_LIMIT');
  expect(hook.result.current.ready.status).toBe('blocked');
  expect(onError).toHaveBeenCalledTimes(1);
  sandbox.limitSessions(2);
  await expect(hook.result.current.ready.check()).resolves.toBe(true);
  await hook.result.current.refetch();
  await expect.poll(() => hook.result.current.quota).toEqual({ limit: 2, active: 0, remaining: 2 });
});

test('it reports that the user gets no token, once and not as a network problem', async () => {
  const { sandbox, hook, statuses } = await setUp(['network', 'quota']);
  sandbox.refuseTokens();
  await expect(hook.result.current.ready.check()).resolves.toBe(false);
  await expect.poll(statuses).toEqual({ network: 'unknown', quota: 'failed' });
  expect(hook.result.current.ready.items[1]?.error?.code).toBe('TOKEN_FETCH_FAILED');
});

test('a refused prompt is not shown a second time for the microphone', async () => {
  const { hook, getUserMedia, statuses } = await setUp(['camera', 'microphone']);
  refuse('NotAllowedError', getUserMedia);
  await expect(hook.result.current.ready.check()).resolves.toBe(false);
  await expect.poll(statuses).toEqual({ camera: 'failed', microphone: 'unknown' });
  expect(getUserMedia).toHaveBeenCalledTimes(1);
});

test('a camera that another application uses says nothing about the microphone', async () => {
  const { hook, opened, getUserMedia, statuses } = await setUp(['camera', 'microphone']);
  const open = getUserMedia.getMockImplementation();
  getUserMedia.mockImplementation(async (wanted) => {
    if (wanted?.video || !open) throw new DOMException('', 'NotReadableError');
    return open(wanted);
  });
  await expect(hook.result.current.ready.check()).resolves.toBe(false);
  await expect.poll(statuses).toEqual({ camera: 'failed', microphone: 'ok' });
  expect(hook.result.current.ready.items[0]?.error?.code).toBe('CAMERA_IN_USE');
  expect(opened.every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('a check that is restarted or unmounted is cancelled, and its camera turns off', async () => {
  const { sandbox, hook, opened, onError } = await setUp(['camera', 'quota']);
  const release = sandbox.hold('token');
  const first = hook.result.current.ready.check();
  const second = hook.result.current.ready.check();
  await expect(first).resolves.toBe(false);
  await expect.poll(() => opened.length).toBeGreaterThan(0);
  await hook.unmount();
  await expect(second).resolves.toBe(false);
  release();
  await expect.poll(() => opened.every(({ readyState }) => readyState === 'ended')).toBe(true);
  expect(onError).not.toHaveBeenCalled();
});
