// @vitest-environment jsdom
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useQuota } from '../../src/query/useQuota';
import { type Answer, startServer } from '../support/httpServer';

/** A page whose proxy returns this response. */
async function behindProxy(answer: Answer) {
  const proxy = await startServer(() => answer);
  onTestFinished(proxy.close);
  const onError = vi.fn();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DecartProvider proxy={`${proxy.url}/api/decart`} onError={onError}>
      {children}
    </DecartProvider>
  );
  return { proxy, onError, wrapper };
}

it('says what the server must allow if the proxy refuses, and asks once', async () => {
  const { proxy, onError, wrapper } = await behindProxy({ status: 404, json: { detail: 'Not found.' } });
  const { result } = renderHook(() => useQuota(), { wrapper });
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'NOT_ALLOWED', status: 404 }));
  expect(result.current.error?.message).toContain('allowQuota');
  expect(onError).toHaveBeenCalledTimes(1);
  expect(proxy.requests).toHaveLength(1);
  expect(proxy.requests[0]?.url).toBe('/api/decart/v1/realtime/quota');
});

it.each([{ limit: 'many' }, { limit: 5, active: -1, remaining: 6 }, [], 'busy'])(
  'does not show %j as a quota',
  async (json) => {
    const { wrapper } = await behindProxy({ json });
    const { result } = renderHook(() => useQuota(), { wrapper });
    await waitFor(() => expect(result.current.error?.message).toContain('not a quota'));
    expect(result.current.data).toBeUndefined();
  },
);

it('requests nothing while it is not enabled', async () => {
  const { proxy, wrapper } = await behindProxy({});
  const { result } = renderHook(() => useQuota({ enabled: false }), { wrapper });
  expect(result.current.fetchStatus).toBe('idle');
  expect(proxy.requests).toEqual([]);
});

it.each([
  [{ refetchInterval: -1 }, 'refetchInterval'],
  [{ refetchInterval: Number.NaN }, 'refetchInterval'],
  [{ enabled: 'yes' }, 'enabled'],
  [{ interval: 5 }, 'interval'],
])('names the wrong option in render: %j', async (options, name) => {
  const { wrapper } = await behindProxy({});
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => silent.mockRestore());
  // What a user of plain JavaScript may write.
  const wrong: object = options;
  expect(() => renderHook(() => useQuota(wrong), { wrapper })).toThrow(name);
});
