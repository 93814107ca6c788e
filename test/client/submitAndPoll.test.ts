import { type JobStatusResponse, models } from '@decartai/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { clientOf } from '../../src/client/decartClient';
import { submitAndPoll } from '../../src/client/submitAndPoll';
import { type Answer, startServer } from '../support/httpServer';

const job = (status: string): Answer => ({ json: { job_id: 'job_1', status } });
const input = () => ({ model: models.video('lucy-2.5'), prompt: 'oil', data: new Blob(['video']) });

let server: Awaited<ReturnType<typeof startServer>>;
let polls: Answer[];

beforeEach(async () => {
  polls = [job('completed')];
  server = await startServer(({ method, url }) => {
    if (method === 'POST') return job('pending');
    return url.endsWith('/content') ? { text: 'clip' } : (polls.shift() ?? job('processing'));
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

function makeClient() {
  let tokens = 0;
  const getToken = () => ({ apiKey: `ek_${++tokens}`, expiresIn: 60 });
  return clientOf(createClientCore({ getToken, baseUrl: server.url }));
}
const calls = () =>
  server.requests.map(({ method, url, headers }) => `${method} ${url} ${headers['x-api-key']}`);

describe('submitAndPoll', () => {
  it("submits, polls and resolves with the result, like the SDK's", async () => {
    polls = [job('processing'), job('completed')];
    const statuses: JobStatusResponse[] = [];
    const result = await makeClient().queue.submitAndPoll({
      ...input(),
      onStatusChange: (status) => statuses.push(status),
    });
    expect(result).toMatchObject({ status: 'completed', job_id: 'job_1' });
    expect(result.status === 'completed' && (await result.data.text())).toBe('clip');
    expect(statuses.map(({ status }) => status)).toEqual(['pending', 'processing', 'completed']);
  });

  it("resolves with a failed job, like the SDK's", async () => {
    polls = [job('failed')];
    expect(await makeClient().queue.submitAndPoll(input())).toEqual({
      status: 'failed',
      job_id: 'job_1',
      error: 'Job failed',
    });
  });

  it('continues with a fresh token when the old one expires between two polls, and never submits again', async () => {
    polls = [{ status: 401, json: { detail: 'Expired' } }, job('completed')];
    await makeClient().queue.submitAndPoll(input());
    expect(calls()).toEqual([
      'POST /v1/jobs/lucy-2.5 ek_1',
      'GET /v1/jobs/job_1 ek_1',
      'GET /v1/jobs/job_1 ek_2',
      'GET /v1/jobs/job_1/content ek_2',
    ]);
  });

  it('settles at once if it is aborted while it waits: no timer and no more polls', async () => {
    vi.useFakeTimers();
    const job = { job_id: 'job_1', status: 'processing' as const };
    const queue = { submit: async () => job, status: vi.fn(async () => job), result: async () => new Blob() };
    const controller = new AbortController();
    const running = submitAndPoll(queue, { ...input(), signal: controller.signal });
    const rejected = expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    await vi.advanceTimersByTimeAsync(500 + 1_500 + 100);
    controller.abort();
    await rejected;
    expect(vi.getTimerCount()).toBe(0);
    expect(queue.status).toHaveBeenCalledTimes(2);
  });

  it('submits nothing when it was aborted before', async () => {
    await expect(
      makeClient().queue.submitAndPoll({ ...input(), signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
    expect(server.requests).toHaveLength(0);
  });

  it('rejects when a poll fails', async () => {
    polls = [{ status: 404, json: { detail: 'No such job' } }];
    await expect(makeClient().queue.submitAndPoll(input())).rejects.toMatchObject({
      code: 'QUEUE_STATUS_ERROR',
      status: 404,
    });
  });
});
