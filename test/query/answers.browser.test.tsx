import { expect, it } from 'vitest';
import { useFileUpload } from '../../src/query/useFileUpload';
import { useJob } from '../../src/query/useJob';
import { useProcess } from '../../src/query/useProcess';
import { useQueue } from '../../src/query/useQueue';
import { solidImage, solidVideo } from '../support/media';
import { requestLines, stageQuery } from '../support/renderQuery';

// Responses of a host that serves the app's page for every path, or of a foreign proxy.
const SOMETHING_ELSE = { status: 200, detail: 'Hello' };
const ADVICE = "The response didn't come from Decart";

it("shows no picture if the response isn't a picture", async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useProcess('lucy-image-2'));
  sandbox.failRequests(SOMETHING_ELSE);
  const edit = result.current.mutateAsync({ prompt: 'x', data: await solidImage('teal') });
  await expect(edit).rejects.toMatchObject({
    code: 'PROCESSING_ERROR',
    message: expect.stringContaining(ADVICE),
  });
  expect(result.current.url).toBeUndefined();
});

it("doesn't poll a job without an id", async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useQueue('lucy-2.5', { pollInterval: 50 }));
  sandbox.failRequests(SOMETHING_ELSE);
  const edit = result.current.mutateAsync({ prompt: 'x', data: await solidVideo('teal') });
  await expect(edit).rejects.toMatchObject({
    code: 'QUEUE_SUBMIT_ERROR',
    message: expect.stringContaining(ADVICE),
  });
  expect(requestLines(sandbox)).toEqual(['POST /v1/jobs/lucy-2.5 200']);
});

it('does not wait forever for a job without a status', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests({ ...SOMETHING_ELSE, count: 99 });
  const { result } = await render(() => useJob('job_1', { pollInterval: 50 }));
  await expect
    .poll(() => result.current.error)
    .toMatchObject({
      code: 'QUEUE_STATUS_ERROR',
      message: expect.stringContaining(ADVICE),
    });
});

it("plays no video if the response isn't a video", async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests({ ...SOMETHING_ELSE, path: '/content' });
  const { result } = await render(() => useQueue('lucy-2.5', { pollInterval: 50 }));
  const edit = result.current.mutateAsync({ prompt: 'x', data: await solidVideo('teal') });
  await expect(edit).rejects.toMatchObject({
    code: 'QUEUE_RESULT_ERROR',
    message: expect.stringContaining(ADVICE),
  });
});

it('rejects an upload without an id', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests(SOMETHING_ELSE);
  const { result } = await render(() => useFileUpload());
  await expect(result.current.mutateAsync(await solidImage('teal'))).rejects.toMatchObject({
    code: 'FILES_UPLOAD_ERROR',
    message: expect.stringContaining(ADVICE),
  });
});
