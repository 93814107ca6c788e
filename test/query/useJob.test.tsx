// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { type UseJobOptions, useJob } from '../../src/query/useJob';
import { useQueue } from '../../src/query/useQueue';
import { startServer } from '../support/httpServer';

/** A job that is polled through a proxy, which reports it as in progress. */
async function stage(jobId: string | null, options: UseJobOptions = {}) {
  const server = await startServer(() => ({ json: { job_id: 'job_1', status: 'processing' } }));
  onTestFinished(server.close);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DecartProvider proxy={server.url}>{children}</DecartProvider>
  );
  return { server, ...renderHook(() => useJob(jobId, options), { wrapper }) };
}

it('requests nothing without an id, even if called directly', async () => {
  const { server, result } = await stage(null);
  await act(() => result.current.refetch());
  expect(server.requests).toEqual([]);
  expect(result.current).toMatchObject({ status: 'pending', error: null });
});

it('shows the result of a manual request while polling is off', async () => {
  const { server, result } = await stage('job_1', { enabled: false });
  await act(() => result.current.refetch());
  await expect.poll(() => result.current.jobStatus).toBe('processing');
  expect(server.requests).toHaveLength(1);
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 3_000_000_000, '1500'])(
  'refuses to poll every %s ms: never, or without a pause',
  (pollInterval) => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <DecartProvider proxy="/api/decart">{children}</DecartProvider>
    );
    const options: object = { pollInterval };
    const hooks: (() => unknown)[] = [() => useJob('job_1', options), () => useQueue('lucy-2.5', options)];
    for (const hook of hooks) {
      expect(() => renderHook(hook, { wrapper })).toThrow(
        expect.objectContaining({
          code: 'INVALID_OPTIONS',
          message: expect.stringContaining('`pollInterval`'),
        }),
      );
    }
  },
);
