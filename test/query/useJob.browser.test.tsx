import { focusManager, QueryClient } from '@tanstack/react-query';
import { expect, it, onTestFinished, vi } from 'vitest';
import { useJob } from '../../src/query/useJob';
import { useProcess } from '../../src/query/useProcess';
import { useQueue } from '../../src/query/useQueue';
import type { Sandbox } from '../../src/sandbox';
import { solidImage, solidVideo } from '../support/media';
import { aWhile, countObjectUrls, expectQuiet, type QueryStage, stageQuery } from '../support/renderQuery';

const FAST = { pollInterval: 100 };

async function submit({ render }: QueryStage): Promise<string> {
  const { result, unmount } = await render(() => useQueue('lucy-2.5', FAST));
  const data = await solidVideo('teal');
  result.current.mutateAsync({ prompt: '', data }).catch(() => {});
  await expect.poll(() => result.current.jobId).not.toBeNull();
  const { jobId } = result.current;
  await unmount();
  return jobId ?? '';
}

const asked = (sandbox: Sandbox, what: RegExp) => sandbox.requests.filter(({ path }) => what.test(path));

it('resumes a job after a reload, and fetches its video once', async () => {
  const urls = countObjectUrls();
  const stage = stageQuery();
  stage.sandbox.holdJobs();
  const jobId = await submit(stage);
  // Another tree with another cache is what a reload leaves.
  const { result, unmount } = await stage.render(() => [useJob(jobId, FAST), useJob(jobId, FAST)] as const);
  await expect.poll(() => result.current[0]).toMatchObject({ status: 'pending', jobStatus: 'pending' });
  await stage.sandbox.stepJobs();
  await expect.poll(() => result.current[0].jobStatus).toBe('processing');
  await stage.sandbox.stepJobs();
  await expect.poll(() => result.current[1].status).toBe('success');
  expect(result.current[0].data).toBe(result.current[1].data);
  expect(result.current[0].url).toBe(result.current[1].url);
  expect(result.current[0].elapsedMs).toBeGreaterThan(0);
  expect(asked(stage.sandbox, /content$/)).toHaveLength(1);
  expect(urls.alive()).toBe(1);
  await expectQuiet(stage.sandbox);
  await unmount();
  await expect.poll(urls.alive).toBe(0);
});

it('polls once for all hooks', async () => {
  const stage = stageQuery();
  stage.sandbox.holdJobs();
  const jobId = await submit(stage);
  stage.sandbox.clearRequests();
  const started = performance.now();
  const { unmount } = await stage.render(() => [
    useJob(jobId, { pollInterval: 200 }),
    useJob(jobId, { pollInterval: 200 }),
    useJob(jobId, { pollInterval: 200 }),
  ]);
  await expect.poll(() => stage.sandbox.requests.length).toBeGreaterThan(3);
  const { requests } = stage.sandbox;
  // At 0, 200, 400 and 600 ms, not three at once.
  expect(requests.length).toBeLessThanOrEqual((performance.now() - started) / 200 + 1);
  await unmount();
  expect(new Set(requests.map(({ path }) => path))).toEqual(new Set([`/v1/jobs/${jobId}`]));
  await expectQuiet(stage.sandbox);
});

it('lets a later hook wait for the next poll, and use a video that is already there', async () => {
  const stage = stageQuery({ queryClient: new QueryClient() });
  stage.sandbox.holdJobs();
  const jobId = await submit(stage);
  stage.sandbox.clearRequests();
  const first = await stage.render(() => useJob(jobId, { pollInterval: 2000 }));
  await expect.poll(() => asked(stage.sandbox, /./).length).toBe(1);
  await stage.render(() => useJob(jobId, { pollInterval: 2000 }));
  await aWhile(100);
  expect(stage.sandbox.requests).toHaveLength(1);
  stage.sandbox.releaseJobs();
  await expect.poll(() => first.result.current.status).toBe('success');
  const late = await stage.render(() => useJob(jobId));
  await expect.poll(() => late.result.current.data).toBe(first.result.current.data);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await aWhile(100);
  focusManager.setFocused(undefined);
  expect(asked(stage.sandbox, /content$/)).toHaveLength(1);
});

it('shares the poll and the video with the hook that submitted', async () => {
  const stage = stageQuery();
  const data = await solidVideo('teal');
  const { result } = await stage.render(() => {
    const clip = useQueue('lucy-2.5', FAST);
    return { clip, job: useJob(clip.jobId, FAST) };
  });
  expect(result.current.job).toMatchObject({ status: 'pending', jobStatus: null });
  result.current.clip.mutate({ prompt: '', data });
  await expect.poll(() => result.current.job.status).toBe('success');
  await expect.poll(() => result.current.clip.url).toBe(result.current.job.url);
  expect(asked(stage.sandbox, /content$/)).toHaveLength(1);
});

it.each([
  ['before it is there', false],
  ['after it is there', true],
])('downloads a video once, although the first hook left and another came %s', async (_when, isThere) => {
  const stage = stageQuery({ queryClient: new QueryClient() });
  const jobId = await submit(stage);
  await expect.poll(() => stage.sandbox.jobs[0]?.status).toBe('completed');
  stage.sandbox.delayRequests(300);
  let shown: string | null = jobId;
  const { result, rerender } = await stage.render(() => useJob(shown, FAST));
  await expect.poll(() => asked(stage.sandbox, /content$/)).toHaveLength(1);
  shown = null;
  await rerender();
  if (isThere) await expect.poll(() => asked(stage.sandbox, /content$/)[0]?.status).toBe(200);
  shown = jobId;
  await rerender();
  await expect.poll(() => result.current.status).toBe('success');
  expect(asked(stage.sandbox, /content$/)).toHaveLength(1);
});

it('downloads it again for another client: the same id is another job in another account', async () => {
  const stage = stageQuery();
  const jobId = await submit(stage);
  await expect.poll(() => stage.sandbox.jobs[0]?.status).toBe('completed');
  stage.sandbox.delayRequests(300);
  const views = [
    await stage.render(() => useJob(jobId, FAST)),
    await stage.render(() => useJob(jobId, FAST)),
  ];
  for (const { result } of views) await expect.poll(() => result.current.status).toBe('success');
  expect(asked(stage.sandbox, /content$/)).toHaveLength(2);
});

it('puts nothing back into a cache that the app has cleared, for example at a sign-out', async () => {
  const queryClient = new QueryClient();
  const stage = stageQuery({ queryClient });
  const jobId = await submit(stage);
  await expect.poll(() => stage.sandbox.jobs[0]?.status).toBe('completed');
  stage.sandbox.delayRequests(300);
  const { unmount } = await stage.render(() => useJob(jobId, FAST));
  await expect.poll(() => asked(stage.sandbox, /content$/)).toHaveLength(1);
  await unmount();
  queryClient.clear();
  await expect.poll(() => asked(stage.sandbox, /content$/)[0]?.status).toBe(200);
  await aWhile();
  expect(queryClient.getQueryCache().getAll()).toEqual([]);
});

it('reports a failed job once, and an unknown one', async () => {
  const stage = stageQuery();
  stage.sandbox.failJobs();
  const jobId = await submit(stage);
  const { result } = await stage.render(() => [
    useJob(jobId, FAST),
    useJob(jobId, FAST),
    useJob('job_unknown', FAST),
  ]);
  await expect
    .poll(() => result.current[0])
    .toMatchObject({ status: 'error', jobStatus: 'failed', error: { code: 'JOB_FAILED' } });
  await expect
    .poll(() => result.current[2])
    .toMatchObject({ status: 'error', error: { code: 'QUEUE_STATUS_ERROR', status: 404 } });
  expect(stage.onError.mock.calls.map(([{ code }]) => code).sort()).toEqual([
    'JOB_FAILED',
    'QUEUE_STATUS_ERROR',
  ]);
  await expectQuiet(stage.sandbox);
});

it('survives a provider’s onError that throws', async () => {
  const { render, sandbox, onError } = stageQuery();
  const thrown = vi.fn((event: ErrorEvent) => event.preventDefault());
  addEventListener('error', thrown);
  onTestFinished(() => removeEventListener('error', thrown));
  onError.mockImplementation(() => {
    throw new Error('thrown by the app');
  });
  const { result } = await render(() => ({ job: useJob('job_unknown'), edit: useProcess('lucy-image-2') }));
  await expect.poll(() => result.current.job.status).toBe('error');
  sandbox.failRequests({ status: 500 });
  const edit = result.current.edit.mutateAsync({ prompt: 'x', data: await solidImage('teal') });
  await expect(edit).rejects.toMatchObject({ code: 'PROCESSING_ERROR' });
  expect(thrown).toHaveBeenCalledTimes(2);
});

it('requests nothing without an id, or while it is not enabled', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => [
    useJob(null),
    useJob(undefined),
    useJob('job_1', { enabled: false }),
  ]);
  await aWhile(100);
  expect(sandbox.requests).toHaveLength(0);
  expect(result.current.map(({ status, url }) => [status, url])).toEqual(
    Array(3).fill(['pending', undefined]),
  );
});
