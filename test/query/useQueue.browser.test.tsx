import { focusManager } from '@tanstack/react-query';
import { afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { useQueue } from '../../src/query/useQueue';
import type { Sandbox } from '../../src/sandbox';
import { averageColor, colorDistance, playVideo, solidImage, solidVideo } from '../support/media';
import { countObjectUrls, expectQuiet, requestLines, stageQuery } from '../support/renderQuery';

const MODEL = 'lucy-2.5';
const SUBMIT = 'POST /v1/jobs/lucy-2.5 200';
const FAST = { pollInterval: 100 };

let data: Blob;
beforeAll(async () => {
  data = await solidVideo('rgb(30, 120, 200)');
});
afterEach(() => focusManager.setFocused(undefined));

const submits = (sandbox: Sandbox) => sandbox.requests.filter(({ method }) => method === 'POST').length;

it('edits a video: from submitted to completed, with a video that plays', async () => {
  const urls = countObjectUrls();
  const { render, sandbox } = stageQuery();
  sandbox.holdJobs();
  sandbox.delayRequests(30);
  const statuses: (string | null)[] = [];
  const { result, unmount } = await render(() => {
    const clip = useQueue(MODEL, FAST);
    if (statuses.at(-1) !== clip.jobStatus) statuses.push(clip.jobStatus);
    return clip;
  });
  expect(result.current).toMatchObject({ jobId: null, jobStatus: null, elapsedMs: null });
  result.current.mutate({ prompt: 'a neon city', data });
  await expect.poll(() => result.current.jobStatus).toBe('pending');
  expect(result.current.jobId).toBe(sandbox.jobs[0]?.id);
  await sandbox.stepJobs();
  await expect.poll(() => result.current.jobStatus).toBe('processing');
  expect(result.current.isPending).toBe(true);
  await sandbox.stepJobs();
  await expect.poll(() => result.current.status).toBe('success');
  expect(statuses).toEqual([null, 'submitted', 'pending', 'processing', 'completed']);
  expect(result.current.elapsedMs).toBeGreaterThan(50);
  const madeHere = urls.made();
  const video = await playVideo(result.current.data ?? new Blob());
  expect(colorDistance(await averageColor(video), [30, 120, 200])).toBeGreaterThan(20);
  URL.revokeObjectURL(video.src);
  expect(urls.made() - madeHere).toBe(1);
  expect(urls.alive()).toBe(1);
  expect(requestLines(sandbox).filter((line) => line.includes('content'))).toHaveLength(1);
  await unmount();
  await expect.poll(urls.alive).toBe(0);
});

it.each(['uploading', 'pending', 'processing', 'fetching the video'])(
  'can be cancelled while %s, and polls nothing afterwards',
  async (stage) => {
    const { render, sandbox } = stageQuery();
    sandbox.holdJobs();
    const { result } = await render(() => useQueue(MODEL, FAST));
    if (stage === 'uploading') sandbox.delayRequests(60_000);
    const editing = result.current.mutateAsync({ prompt: '', data });
    if (stage === 'uploading') await expect.poll(() => sandbox.requests).toHaveLength(1);
    else await expect.poll(() => result.current.jobStatus).toBe('pending');
    if (stage === 'processing' || stage === 'fetching the video') await sandbox.stepJobs();
    if (stage === 'processing') await expect.poll(() => result.current.jobStatus).toBe('processing');
    if (stage === 'fetching the video') {
      sandbox.delayRequests(500);
      await sandbox.stepJobs();
      await expect.poll(() => result.current.jobStatus).toBe('completed');
    }
    result.current.cancel();
    await expect(editing).rejects.toMatchObject({ code: 'ABORTED' });
    await expect.poll(() => [result.current.status, result.current.jobId]).toEqual(['idle', null]);
    await expectQuiet(sandbox);
  },
);

it('stops polling after the component has gone', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.holdJobs();
  const { result, unmount } = await render(() => useQueue(MODEL, FAST));
  const editing = result.current.mutateAsync({ prompt: '', data });
  await expect.poll(() => result.current.jobStatus).toBe('pending');
  await Promise.all([unmount(), expect(editing).rejects.toMatchObject({ code: 'ABORTED' })]);
  await expectQuiet(sandbox);
});

it('continues after the component has gone with keepAlive, and calls onSuccess', async () => {
  const { render, sandbox } = stageQuery();
  const onSuccess = vi.fn();
  const { result, unmount } = await render(() => useQueue(MODEL, { ...FAST, keepAlive: true, onSuccess }));
  result.current.mutate({ prompt: '', data });
  await expect.poll(() => result.current.jobId).not.toBeNull();
  await unmount();
  await expect.poll(() => onSuccess.mock.calls.length).toBe(1);
  expect(submits(sandbox)).toBe(1);
});

it("does not lose a job whose id the app can't store", async () => {
  const { render, sandbox } = stageQuery();
  const thrown = vi.fn((event: ErrorEvent) => event.preventDefault());
  addEventListener('error', thrown);
  onTestFinished(() => removeEventListener('error', thrown));
  const onJob = () => {
    throw new Error('The storage is full.');
  };
  const { result } = await render(() => useQueue(MODEL, { ...FAST, retry: 1, retryDelay: 10, onJob }));
  await expect(result.current.mutateAsync({ prompt: '', data })).resolves.toBeInstanceOf(Blob);
  expect(submits(sandbox)).toBe(1);
  expect(thrown).toHaveBeenCalledOnce();
});

it('turns a failed job into an error, and submits another for a retry', async () => {
  const { render, sandbox, onError } = stageQuery();
  sandbox.failJobs(2);
  const { result } = await render(() => ({
    plain: useQueue(MODEL, FAST),
    retrying: useQueue(MODEL, { ...FAST, retry: 1, retryDelay: 10 }),
  }));
  const failing = result.current.plain.mutateAsync({ prompt: '', data });
  await expect(failing).rejects.toMatchObject({ name: 'DecartError', code: 'JOB_FAILED' });
  await expect
    .poll(() => result.current.plain)
    .toMatchObject({ status: 'error', jobStatus: 'failed', data: undefined, url: undefined });
  expect(onError).toHaveBeenCalledOnce();
  expect(submits(sandbox)).toBe(1);
  await result.current.retrying.mutateAsync({ prompt: '', data });
  expect(submits(sandbox)).toBe(3);
});

it('continues with its job when a poll fails for a temporary reason', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useQueue(MODEL, FAST));
  sandbox.failRequests({ status: 500, method: 'GET' });
  sandbox.breakConnections({ method: 'GET', path: '/content' });
  await expect(result.current.mutateAsync({ prompt: '', data })).resolves.toBeInstanceOf(Blob);
  expect(submits(sandbox)).toBe(1);
  expect(sandbox.requests.map(({ status }) => status)).toEqual(expect.arrayContaining([500, 'broken']));
});

it('reports a poll that fails for good, and continues with the same job on a retry', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests({ status: 404, method: 'GET', count: 2 });
  const { result } = await render(() => ({
    plain: useQueue(MODEL, FAST),
    retrying: useQueue(MODEL, { ...FAST, retry: 1, retryDelay: 10 }),
  }));
  const failing = result.current.plain.mutateAsync({ prompt: '', data });
  await expect(failing).rejects.toMatchObject({ code: 'QUEUE_STATUS_ERROR', status: 404 });
  await expect.poll(() => result.current.plain.jobId).toBe(sandbox.jobs[0]?.id);
  await result.current.retrying.mutateAsync({ prompt: '', data });
  expect(submits(sandbox)).toBe(2);
});

it('renews a token that expires between two polls', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.holdJobs();
  const { result } = await render(() => useQueue(MODEL, FAST));
  const editing = result.current.mutateAsync({ prompt: '', data });
  await expect.poll(() => result.current.jobStatus).toBe('pending');
  sandbox.expireTokens();
  sandbox.releaseJobs();
  await expect(editing).resolves.toBeInstanceOf(Blob);
  expect(sandbox.tokenRequests).toBe(2);
  expect(sandbox.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  expect(submits(sandbox)).toBe(1);
});

it('repeats no submit whose outcome is unknown, and once one that was refused for its token', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useQueue(MODEL, FAST));
  sandbox.breakConnections({ when: 'after', path: '/v1/jobs' });
  await expect(result.current.mutateAsync({ prompt: '', data })).rejects.toMatchObject({
    code: 'QUEUE_SUBMIT_ERROR',
    retryable: true,
  });
  expect(submits(sandbox)).toBe(1);
  sandbox.expireTokens();
  await result.current.mutateAsync({ prompt: '', data });
  expect(requestLines(sandbox).slice(1, 3)).toEqual(['POST /v1/jobs/lucy-2.5 401', SUBMIT]);
});

it('polls less often while the page is hidden, and at once when it is visible again', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.holdJobs();
  const { result } = await render(() => useQueue(MODEL, FAST));
  result.current.mutate({ prompt: '', data });
  await expect.poll(() => sandbox.requests.length).toBeGreaterThan(2);
  focusManager.setFocused(false);
  // One more poll may come at the end of the running interval.
  await expectQuiet(sandbox);
  const asked = sandbox.requests.length;
  focusManager.setFocused(true);
  // In a hidden page the next poll would come after 15 s.
  await expect.poll(() => sandbox.requests.length, { timeout: 5000 }).toBeGreaterThan(asked);
  await expect.poll(() => sandbox.requests.length).toBeGreaterThan(asked + 2);
  result.current.cancel();
});

it('accepts a restyle by prompt or by image, and an empty prompt for any video', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.holdJobs();
  const { result } = await render(() => ({
    restyle: useQueue('lucy-restyle-2'),
    clip: useQueue('lucy-clip'),
  }));
  const reference_image = await solidImage('red');
  const { restyle, clip } = result.current;
  restyle.mutate({ reference_image, data });
  await expect.poll(() => sandbox.jobs).toHaveLength(1);
  expect(Object.keys(sandbox.requests[0]?.fields ?? {}).sort()).toEqual(
    ['data', 'reference_image', 'resolution'].sort(),
  );
  await expect(clip.mutateAsync({ prompt: '', data })).rejects.toThrow('"prompt" must not be empty');
  // As plain JavaScript would.
  const both = JSON.parse('{"prompt":"x"}');
  await expect(restyle.mutateAsync({ ...both, reference_image, data })).rejects.toThrow('but not both');
  restyle.cancel();
});
