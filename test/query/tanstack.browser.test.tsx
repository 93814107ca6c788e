import {
  dehydrate,
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useIsMutating,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { decartKeys } from '../../src/query/queryKeys';
import { useFileUpload } from '../../src/query/useFileUpload';
import { useJob } from '../../src/query/useJob';
import { useProcess } from '../../src/query/useProcess';
import { useQueue } from '../../src/query/useQueue';
import { solidImage, solidVideo } from '../support/media';
import { requestLines, stageQuery } from '../support/renderQuery';

const inApp = (queryClient: QueryClient) => ({
  around: (children: React.ReactNode) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  ),
});

it('uses the QueryClient of the app, of the provider, or a private one', async () => {
  const app = new QueryClient();
  const given = new QueryClient();
  const data = await solidImage('teal');
  const countIn = (client: QueryClient) => client.getMutationCache().findAll().length;

  const inContext = stageQuery(inApp(app));
  const { result: first } = await inContext.render(() => useProcess('lucy-image-2'));
  await first.current.mutateAsync({ prompt: 'x', data });
  expect([countIn(app), countIn(given)]).toEqual([1, 0]);

  const withProp = stageQuery({ ...inApp(app), queryClient: given });
  const { result: second } = await withProp.render(() => useProcess('lucy-image-2'));
  await second.current.mutateAsync({ prompt: 'x', data });
  expect([countIn(app), countIn(given)]).toEqual([1, 1]);

  const alone = stageQuery();
  const { result: third } = await alone.render(() => useProcess('lucy-image-2'));
  await third.current.mutateAsync({ prompt: 'x', data });
  expect([countIn(app), countIn(given)]).toEqual([1, 1]);
});

it('can be watched from elsewhere by its keys', async () => {
  const { render, sandbox } = stageQuery(inApp(new QueryClient()));
  sandbox.delayRequests(100);
  const data = await solidImage('teal');
  const { result } = await render(() => ({
    edit: useProcess('lucy-image-2'),
    any: useIsMutating({ mutationKey: decartKeys.all() }),
    thisModel: useIsMutating({ mutationKey: decartKeys.process('lucy-image-2') }),
    otherModel: useIsMutating({ mutationKey: decartKeys.process('lucy-image-latest') }),
    prompts: useMutationState({
      filters: { mutationKey: decartKeys.process() },
      select: ({ state }) => state.variables,
    }),
  }));
  const editing = result.current.edit.mutateAsync({ prompt: 'oil painting', data });
  await expect.poll(() => result.current).toMatchObject({ any: 1, thisModel: 1, otherModel: 0 });
  expect(result.current.prompts).toEqual([{ prompt: 'oil painting', data }]);
  await editing;
  await expect.poll(() => result.current.any).toBe(0);
});

it('calls back as TanStack does: the hook’s callbacks before those of the call, with the result of onMutate', async () => {
  const { render, sandbox } = stageQuery(inApp(new QueryClient()));
  const calls: string[] = [];
  const { result } = await render(() =>
    useProcess('lucy-image-2', {
      onMutate: ({ prompt }) => ({ draft: prompt }),
      onSuccess: async (blob, { prompt }, { draft }) => {
        await Promise.resolve();
        calls.push(`success ${blob.type} ${prompt} ${draft}`);
      },
      onError: ({ code }, _variables, onMutateResult) => {
        calls.push(`error ${code} ${onMutateResult?.draft}`);
      },
      onSettled: () => {
        calls.push('settled');
      },
    }),
  );
  const data = await solidImage('teal');
  result.current.mutate({ prompt: 'a', data }, { onSuccess: () => calls.push('success of the call') });
  await expect.poll(() => calls).toEqual(['success image/png a a', 'settled', 'success of the call']);
  sandbox.failRequests({ status: 429 });
  result.current.mutate({ prompt: 'b', data }, { onError: () => calls.push('error of the call') });
  await expect.poll(() => calls.slice(3)).toEqual(['error RATE_LIMITED b', 'settled', 'error of the call']);
});

it('runs one call after the other in a scope', async () => {
  const { render, sandbox } = stageQuery(inApp(new QueryClient()));
  sandbox.delayRequests(100);
  const data = await solidImage('teal');
  const { result } = await render(() => useProcess('lucy-image-2', { scope: { id: 'one by one' } }));
  const first = result.current.mutateAsync({ prompt: 'a', data });
  const second = result.current.mutateAsync({ prompt: 'b', data });
  await first;
  expect(sandbox.requests).toHaveLength(1);
  await second;
  expect(sandbox.requests).toHaveLength(2);
});

it("ignores an app’s default retry for paid calls, and uses the hook's own", async () => {
  const { render, sandbox } = stageQuery(
    inApp(new QueryClient({ defaultOptions: { mutations: { retry: 3, retryDelay: 1 } } })),
  );
  sandbox.failRequests({ status: 500, count: 9 });
  const data = await solidImage('teal');
  const retry = vi.fn((failureCount: number, _error: unknown) => failureCount < 2);
  const { result } = await render(() => ({
    plain: useProcess('lucy-image-2'),
    retrying: useProcess('lucy-image-2', { retry }),
  }));
  await expect(result.current.plain.mutateAsync({ prompt: 'a', data })).rejects.toThrow();
  expect(sandbox.requests).toHaveLength(1);
  await expect(result.current.retrying.mutateAsync({ prompt: 'b', data })).rejects.toThrow();
  expect(sandbox.requests).toHaveLength(4);
  expect(retry.mock.calls[0]?.[1]).toMatchObject({ code: 'PROCESSING_ERROR' });
});

it('keeps no token in keys, caches, or persisted data', async () => {
  const queryClient = new QueryClient();
  const { render, sandbox } = stageQuery(inApp(queryClient));
  const { result } = await render(() => {
    const clip = useQueue('lucy-2.5', { pollInterval: 50 });
    return { clip, job: useJob(clip.jobId), upload: useFileUpload() };
  });
  await result.current.upload.mutateAsync(await solidImage('teal'));
  sandbox.failJobs();
  await expect(
    result.current.clip.mutateAsync({ prompt: 'x', data: await solidVideo('teal') }),
  ).rejects.toThrow();
  const everything = JSON.stringify([
    dehydrate(queryClient, { shouldDehydrateMutation: () => true, shouldDehydrateQuery: () => true }),
    queryClient
      .getMutationCache()
      .getAll()
      .map(({ state, options }) => [state, options]),
    queryClient
      .getQueryCache()
      .getAll()
      .map(({ state, queryKey }) => [state, queryKey]),
  ]);
  expect(everything).toContain('JOB_FAILED');
  expect(everything).not.toMatch(/ek_/);
});

it('fetches a video again that a persisted cache restored as something else', async () => {
  const queryClient = new QueryClient();
  const { render, sandbox } = stageQuery(inApp(queryClient));
  const first = await render(() => useQueue('lucy-2.5', { pollInterval: 50 }));
  await first.result.current.mutateAsync({ prompt: 'x', data: await solidVideo('teal') });
  const jobId = sandbox.jobs[0]?.id ?? '';
  await first.unmount();
  queryClient.setQueryData(decartKeys.jobContent(jobId), JSON.parse(JSON.stringify(new Blob(['x']))));
  const { result } = await render(() => ({ job: useJob(jobId), client: useQueryClient() }));
  await expect.poll(() => result.current.job.data).toBeInstanceOf(Blob);
  expect(result.current.client).toBe(queryClient);
});

it('shows no other job’s video if the app keeps previous data', async () => {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { placeholderData: keepPreviousData } },
  });
  const { render, sandbox } = stageQuery(inApp(queryClient));
  const { result } = await render(() => {
    const [jobId, setJobId] = useState<string | null>(null);
    return { clip: useQueue('lucy-2.5', { pollInterval: 50 }), job: useJob(jobId), setJobId };
  });
  const data = await solidVideo('teal');
  await result.current.clip.mutateAsync({ prompt: 'a', data });
  result.current.setJobId(sandbox.jobs[0]?.id ?? '');
  await expect.poll(() => result.current.job.status).toBe('success');
  sandbox.holdJobs();
  result.current.clip.mutate({ prompt: 'b', data });
  await expect.poll(() => sandbox.jobs).toHaveLength(2);
  result.current.setJobId(sandbox.jobs[1]?.id ?? '');
  await expect
    .poll(() => result.current.job)
    .toMatchObject({ status: 'pending', jobStatus: 'pending', url: undefined });
  expect(requestLines(sandbox).filter((line) => line.includes('/content'))).toHaveLength(1);
  result.current.setJobId(null);
  await expect
    .poll(() => result.current.job)
    .toMatchObject({ status: 'pending', jobStatus: null, url: undefined });
});

it('gets its video even if the app cancels every query', async () => {
  const queryClient = new QueryClient();
  const { render, sandbox } = stageQuery(inApp(queryClient));
  const { result } = await render(() => {
    const clip = useQueue('lucy-2.5', { pollInterval: 50 });
    return { clip, job: useJob(clip.jobId) };
  });
  const edit = result.current.clip.mutateAsync({ prompt: 'a', data: await solidVideo('teal') });
  await expect.poll(() => result.current.clip.jobStatus).toBe('processing');
  await queryClient.cancelQueries();
  sandbox.delayRequests(200);
  await expect.poll(() => requestLines(sandbox).some((line) => line.includes('/content'))).toBe(true);
  await queryClient.cancelQueries();
  expect(await edit).toBeInstanceOf(Blob);
});
