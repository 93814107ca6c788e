import { expect, it } from 'vitest';
import { useFile } from '../../src/query/useFile';
import { useFileUpload } from '../../src/query/useFileUpload';
import { solidImage } from '../support/media';
import { requestLines, stageQuery } from '../support/renderQuery';

it('uploads a file, knows its details without a request, and deletes it', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => {
    const upload = useFileUpload();
    return { upload, file: useFile(upload.data?.id) };
  });
  const picture = new File([await solidImage('teal')], 'teal.png', { type: 'image/png' });
  result.current.upload.mutate(picture);
  await expect
    .poll(() => result.current.file.data)
    .toMatchObject({ filename: 'teal.png', mime_type: 'image/png', size_bytes: picture.size });
  const id = result.current.upload.data?.id;
  await result.current.file.remove.mutateAsync();
  await expect.poll(() => result.current.file.data).toBeNull();
  expect(result.current.file.error).toBeNull();
  expect(requestLines(sandbox)).toEqual(['POST /v1/files 200', `DELETE /v1/files/${id} 204`]);
});

it('uploads what a canvas shows, for the requested time', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useFileUpload());
  const canvas = new OffscreenCanvas(4, 4);
  canvas.getContext('2d');
  const reference = await result.current.mutateAsync({ file: canvas, ttlSeconds: 'persistent' });
  expect(reference.expires_at).toBeNull();
  expect(sandbox.requests[0]?.fields.ttl_seconds).toBe('persistent');
  await expect(result.current.mutateAsync({ file: canvas, ttlSeconds: 1 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(sandbox.requests).toHaveLength(1);
});

it('can be cancelled, and uploads a file once for two clicks', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useFileUpload());
  sandbox.delayRequests(100);
  const picture = await solidImage('teal');
  const first = result.current.mutateAsync(picture);
  expect(await result.current.mutateAsync(picture)).toBe(await first);
  const second = result.current.mutateAsync({ file: picture });
  await expect.poll(() => sandbox.requests).toHaveLength(2);
  result.current.cancel();
  await expect(second).rejects.toMatchObject({ code: 'ABORTED' });
  await expect.poll(() => result.current.status).toBe('idle');
});

it('reports a missing file, and requests nothing without an id', async () => {
  const { render, sandbox, onError } = stageQuery();
  const { result } = await render(() => [useFile('file_gone'), useFile(null)]);
  await expect.poll(() => result.current[0]?.error).toMatchObject({ code: 'FILES_GET_ERROR', status: 404 });
  expect(result.current[1]?.fetchStatus).toBe('idle');
  expect(sandbox.requests).toHaveLength(1);
  expect(onError).toHaveBeenCalledOnce();
});

it('refuses anything but a file before sending', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useFileUpload());
  const { mutateAsync } = result.current;
  // A cancelled file dialog, and other inputs from plain JavaScript.
  const nothing: (File | null | undefined)[] = [undefined, null];
  for (const input of [...nothing.flatMap((file) => [file, { file }]), {}, 42, '', ' ']) {
    await expect(mutateAsync(Object(input) === input ? Object(input) : input)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^"file" must be a File, Blob, URL/),
    });
  }
  await expect(mutateAsync(new File([], 'a.png', { type: 'image/png' }))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: '"file": This file is empty.',
  });
  expect(sandbox.requests).toEqual([]);
});
