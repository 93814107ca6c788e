// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useFile } from '../../src/query/useFile';
import { useJob } from '../../src/query/useJob';
import { startServer } from '../support/httpServer';

/** What a user of plain JavaScript may pass. */
const untyped = (value: unknown): never => value as never;

it('deletes and requests nothing without an id, even if called directly', async () => {
  const server = await startServer(() => ({ json: {} }));
  onTestFinished(server.close);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DecartProvider proxy={server.url}>{children}</DecartProvider>
  );
  const { result } = renderHook(() => useFile(null), { wrapper });
  await act(async () => {
    await expect(result.current.remove.mutateAsync()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await result.current.refetch()).error).toMatchObject({ code: 'INVALID_INPUT' });
  });
  expect(server.requests).toEqual([]);
});

it.each<[hook: () => unknown, message: string]>([
  [() => useFile('file_1', untyped({ enabled: 'yes' })), '`enabled` must be true or false'],
  [() => useFile('file_1', untyped({ retries: 3 })), 'useFile has no option `retries`'],
  [() => useJob('job_1', untyped({ interval: 3 })), 'useJob has no option `interval`'],
  [() => useJob('job_1', untyped({ throwOnError: 1 })), '`throwOnError` must be true or false'],
])('names a wrong option in render: %s', (hook, message) => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => silent.mockRestore());
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DecartProvider proxy="/api/decart">{children}</DecartProvider>
  );
  expect(() => renderHook(hook, { wrapper })).toThrow(message);
});
