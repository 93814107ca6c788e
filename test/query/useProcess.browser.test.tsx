import { useEffect } from 'react';
import { expect, it, vi } from 'vitest';
import { useDecartQueryClient } from '../../src/query/useDecartQueryClient';
import { useProcess } from '../../src/query/useProcess';
import { averageColor, colorDistance, solidImage } from '../support/media';
import { aWhile, countObjectUrls, requestLines, stageQuery } from '../support/renderQuery';

const MODEL = 'lucy-image-2';
const GENERATE = 'POST /v1/generate/lucy-image-2';

it('edits an image: other pixels, and an object URL that is gone after the component', async () => {
  const urls = countObjectUrls();
  const { render } = stageQuery();
  const { result, unmount } = await render(() => useProcess(MODEL));
  const data = await solidImage('rgb(30, 120, 200)');
  result.current.mutate({ prompt: 'oil painting', data });
  await expect.poll(() => result.current.url).toMatch(/^blob:/);
  expect(result.current.status).toBe('success');
  const shown = await (await fetch(result.current.url ?? '')).blob();
  expect(colorDistance(await averageColor(shown), [30, 120, 200])).toBeGreaterThan(20);
  expect([urls.made(), urls.alive()]).toEqual([1, 1]);
  await unmount();
  await expect.poll(urls.alive).toBe(0);
});

it('revokes the URL of an image that is replaced or reset', async () => {
  const urls = countObjectUrls();
  const { render } = stageQuery();
  const { result } = await render(() => useProcess(MODEL));
  const data = await solidImage('teal');
  result.current.mutate({ prompt: 'oil painting', data });
  await expect.poll(() => result.current.url).toBeTruthy();
  result.current.mutate({ prompt: 'a neon city', data });
  await expect.poll(urls.made).toBe(2);
  await expect.poll(urls.alive).toBe(1);
  result.current.reset();
  await expect.poll(() => [result.current.url, result.current.status]).toEqual([undefined, 'idle']);
  expect(urls.alive()).toBe(0);
});

it('counts a double click as one click, and another request as another', async () => {
  const { render, sandbox } = stageQuery();
  const onSuccess = vi.fn();
  const { result } = await render(() => useProcess(MODEL, { onSuccess }));
  const data = await solidImage('teal');
  result.current.mutate({ prompt: 'oil painting', data });
  const second = result.current.mutateAsync({ prompt: 'oil painting', data });
  const other = result.current.mutateAsync({ prompt: 'a neon city', data });
  await Promise.all([second, other]);
  expect(requestLines(sandbox)).toEqual([`${GENERATE} 200`, `${GENERATE} 200`]);
  expect(onSuccess).toHaveBeenCalledTimes(2);
  await result.current.mutateAsync({ prompt: 'oil painting', data });
  expect(sandbox.requests).toHaveLength(3);
});

it('sends once what StrictMode does twice', async () => {
  const { render, sandbox } = stageQuery();
  const data = await solidImage('teal');
  const { result } = await render(() => {
    const edit = useProcess(MODEL);
    const { mutate } = edit;
    useEffect(() => mutate({ prompt: 'oil painting', data }), [mutate]);
    return edit;
  });
  await expect.poll(() => result.current.status).toBe('success');
  expect(requestLines(sandbox)).toEqual([`${GENERATE} 200`]);
});

it('is idle at once when it is cancelled, and can be used again', async () => {
  const { render, sandbox, onError } = stageQuery();
  const { result } = await render(() => useProcess(MODEL));
  const data = await solidImage('teal');
  sandbox.delayRequests(60_000);
  const editing = result.current.mutateAsync({ prompt: 'oil painting', data });
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  result.current.cancel();
  await expect(editing).rejects.toMatchObject({ name: 'DecartError', code: 'ABORTED' });
  await expect.poll(() => result.current.status).toBe('idle');
  expect(onError).not.toHaveBeenCalled();
  sandbox.delayRequests(0);
  await expect(result.current.mutateAsync({ prompt: 'oil painting', data })).resolves.toBeInstanceOf(Blob);
});

it('lets a sent request continue when the component is unmounted, and calls onSuccess', async () => {
  const { render, sandbox } = stageQuery();
  const onSuccess = vi.fn();
  const { result, unmount } = await render(() => useProcess(MODEL, { onSuccess }));
  sandbox.delayRequests(100);
  result.current.mutate({ prompt: 'oil painting', data: await solidImage('teal') });
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  await unmount();
  await expect.poll(() => onSuccess.mock.calls).toHaveLength(1);
});

it.each([false, true])(
  'sends nothing after the component has gone, unless keepAlive: %s',
  async (keepAlive) => {
    const { render, sandbox } = stageQuery();
    const release = sandbox.hold('token');
    const { result, unmount } = await render(() => useProcess(MODEL, { keepAlive }));
    const editing = result.current.mutateAsync({ prompt: 'oil painting', data: await solidImage('teal') });
    editing.catch(() => {});
    await expect.poll(() => sandbox.tokenRequests).toBe(1);
    await unmount();
    if (!keepAlive) await expect(editing).rejects.toMatchObject({ code: 'ABORTED' });
    release();
    if (keepAlive) await editing;
    else await aWhile(100);
    expect(sandbox.requests).toHaveLength(keepAlive ? 1 : 0);
  },
);

it('refuses unsupported input before anything is sent', async () => {
  const { render, sandbox, onError } = stageQuery();
  const { result } = await render(() => useProcess(MODEL));
  const data = await solidImage('teal');
  const refusal = async (variables: Parameters<typeof result.current.mutateAsync>[0]) => {
    const error = await result.current.mutateAsync(variables).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', retryable: false });
    return error instanceof Error ? error.message : '';
  };
  expect(await refusal({ prompt: '', data })).toContain('"prompt" must not be empty');
  expect(await refusal({ prompt: 'x', data: new Blob(['x'], { type: 'video/mp4' }) })).toContain(
    'Choose an image. This file is video/mp4.',
  );
  expect(await refusal({ prompt: 'x', data: new Blob([]) })).toContain('"data": This file is empty');
  expect(await refusal({ prompt: 'x', data: 'file_123' })).toContain('works in live streams only');
  const listener = Object(42);
  expect(await refusal({ prompt: 'x', data: listener })).toContain('"data" must be a File, Blob');
  expect(sandbox.requests).toHaveLength(0);
  expect(sandbox.tokenRequests).toBe(0);
  expect(onError).toHaveBeenCalledTimes(5);
});

it('checks files as configured', async () => {
  const { render, sandbox } = stageQuery();
  const huge = new Blob([new Uint8Array(21 * 1024 * 1024)], { type: 'image/png' });
  const { result } = await render(() => ({
    checked: useProcess(MODEL),
    unchecked: useProcess(MODEL, { check: false }),
    own: useProcess(MODEL, { check: (file, field) => `${field} has ${file.size} bytes` }),
  }));
  const { checked, unchecked, own } = result.current;
  await expect(checked.mutateAsync({ prompt: 'x', data: huge })).rejects.toThrow(
    'is 21 MB; an image can be up to 20 MB',
  );
  await expect(own.mutateAsync({ prompt: 'x', data: huge })).rejects.toThrow('data has 22020096 bytes');
  expect(sandbox.requests).toHaveLength(0);
  // The sandbox refuses it, because it isn't an image.
  await expect(unchecked.mutateAsync({ prompt: 'x', data: huge })).rejects.toThrow(
    'Decart didn\'t accept the input: "data": The image cannot be decoded.',
  );
});

it('renews an expired token, and repeats the call that was refused because of it', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useProcess(MODEL));
  const data = await solidImage('teal');
  await result.current.mutateAsync({ prompt: 'oil painting', data });
  sandbox.expireTokens();
  await result.current.mutateAsync({ prompt: 'a neon city', data });
  expect(requestLines(sandbox)).toEqual([`${GENERATE} 200`, `${GENERATE} 401`, `${GENERATE} 200`]);
  expect(sandbox.tokenRequests).toBe(2);
});

it.each([
  [401, 'UNAUTHORIZED', 2],
  [403, 'MODEL_NOT_ALLOWED', 1],
  [422, 'INVALID_INPUT', 1],
  [429, 'RATE_LIMITED', 1],
  [500, 'PROCESSING_ERROR', 1],
])('reports a %i as %s and does not repeat it', async (status, code, requests) => {
  const { render, sandbox, onError } = stageQuery();
  sandbox.failRequests({ status, count: 9 });
  const { result } = await render(() => useProcess(MODEL));
  result.current.mutate({ prompt: 'oil painting', data: await solidImage('teal') });
  await expect.poll(() => result.current.error).toMatchObject({ code, status });
  expect(sandbox.requests).toHaveLength(requests);
  expect(onError.mock.calls).toEqual([[result.current.error]]);
});

it('repeats nothing after a broken connection, unless `retry` is set', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.breakConnections({ when: 'after', count: 2 });
  const { result } = await render(() => ({
    plain: useProcess(MODEL),
    retrying: useProcess(MODEL, { retry: 1, retryDelay: 10 }),
  }));
  const data = await solidImage('teal');
  await expect(result.current.plain.mutateAsync({ prompt: 'x', data })).rejects.toMatchObject({
    code: 'PROCESSING_ERROR',
    retryable: true,
  });
  expect(requestLines(sandbox)).toEqual([`${GENERATE} broken`]);
  await result.current.retrying.mutateAsync({ prompt: 'x', data });
  expect(sandbox.requests).toHaveLength(3);
});

it('does not become active again after a cancelled retry', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests({ status: 500 });
  const { result } = await render(() => useProcess(MODEL, { retry: 3, retryDelay: 800 }));
  const data = await solidImage('teal');
  const editing = result.current.mutateAsync({ prompt: 'x', data });
  await expect.poll(() => result.current.failureCount).toBe(1);
  result.current.cancel();
  await expect(editing).rejects.toMatchObject({ code: 'ABORTED' });
  await aWhile(1000);
  expect(sandbox.requests).toHaveLength(1);
});

it('does not retry a cancelled call', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.delayRequests(60_000);
  const { result } = await render(() => ({
    edit: useProcess(MODEL, { retry: 3 }),
    underWay: useDecartQueryClient().isMutating(),
  }));
  const editing = result.current.edit.mutateAsync({ prompt: 'x', data: await solidImage('teal') });
  await expect.poll(() => [sandbox.requests.length, result.current.underWay]).toEqual([1, 1]);
  result.current.edit.cancel();
  await expect(editing).rejects.toMatchObject({ code: 'ABORTED' });
  await expect.poll(() => result.current.underWay).toBe(0);
});

it('names the unknown model, and lists the known ones', async () => {
  const { render, sandbox } = stageQuery();
  // As plain JavaScript would.
  const name: 'lucy-image-2' = JSON.parse('"mirage"');
  const { result } = await render(() => useProcess(name));
  const editing = result.current.mutateAsync({ prompt: 'x', data: await solidImage('teal') });
  await expect(editing).rejects.toMatchObject({
    name: 'DecartError',
    code: 'MODEL_NOT_FOUND',
    message: expect.stringMatching(/Unknown image model "mirage".*lucy-image-2/),
  });
  expect(sandbox.requests).toHaveLength(0);
});
