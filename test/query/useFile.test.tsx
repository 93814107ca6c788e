// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useFile } from '../../src/query/useFile';
import { startServer } from '../support/httpServer';

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
