import { createHash, randomBytes } from 'node:crypto';
import { createDecartClient, models } from '@decartai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProxyHandler } from '../../src/server';
import { type Decart, json, KEY, startDecart } from './support/decart';
import { eventually } from './support/eventually';
import { frameworks } from './support/frameworks';
import type { Listening } from './support/listen';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe.each(Object.entries(frameworks))('the unmodified SDK through the proxy on %s', (_, start) => {
  let decart: Decart;
  let app: Listening;
  const proxy = () => createDecartClient({ proxy: `${app.url}/api/decart`, telemetry: false });

  beforeAll(async () => {
    decart = await startDecart();
    app = await start(
      createProxyHandler({
        authorize: () => ({ id: 'ada' }),
        apiKey: KEY,
        baseUrl: decart.url,
        allowFileAccess: () => true,
      }),
    );
  });
  afterAll(async () => {
    await app.close();
    await decart.close();
  });

  it('sends an image up and gets the edited one back, byte for byte', async () => {
    const image = randomBytes(3_000_000);
    const edited = await proxy().process({
      model: models.image('lucy-image-2'),
      prompt: 'a täst 🎨',
      data: new Blob([image], { type: 'image/png' }),
    });
    const { parts, headers, url } = decart.last();
    expect(url).toBe('/v1/generate/lucy-image-2');
    expect(headers['x-api-key']).toBe(KEY);
    expect(parts.find(({ name }) => name === 'data')).toMatchObject({
      sha256: sha256(image),
      size: image.length,
      mimeType: 'image/png',
    });
    expect(parts.find(({ name }) => name === 'prompt')?.value).toBe('a täst 🎨');
    expect(edited.type).toBe('image/png');
    expect(sha256(await bytesOf(edited))).toBe(sha256(decart.mediaFor(sha256(image))));
  });

  it('submits a video, waits for it and downloads it', async () => {
    const video = randomBytes(100_000);
    const { queue } = proxy();
    const job = await queue.submit({ model: models.video('lucy-2.5'), prompt: '', data: new Blob([video]) });
    expect(job.status).toBe('pending');
    await queue.status(job.job_id);
    await expect(queue.status(job.job_id)).resolves.toEqual({ job_id: job.job_id, status: 'completed' });
    const result = await queue.result(job.job_id);
    expect(sha256(await bytesOf(result))).toBe(sha256(decart.mediaFor(sha256(video))));
    // The page's id works only for this user and through this proxy.
    expect(decart.received.some(({ url }) => url.includes(job.job_id))).toBe(false);
  });

  it('uploads a file, reads its metadata and deletes it', async () => {
    const bytes = randomBytes(50_000);
    const file = new File([bytes], 'cat.png', { type: 'image/png' });
    const reference = await proxy().files.upload(file, { ttlSeconds: 3600 });
    const { parts } = decart.last();
    expect(parts.find(({ name }) => name === 'file')?.sha256).toBe(sha256(bytes));
    expect(parts.find(({ name }) => name === 'ttl_seconds')?.value).toBe('3600');
    expect(reference).toMatchObject({ filename: 'cat.png', size_bytes: bytes.length });
    await expect(proxy().files.get(reference.id)).resolves.toEqual(reference);
    await proxy().files.delete(reference.id);
    expect(decart.files.has(reference.id)).toBe(false);
  });

  it.each([403, 422, 429, 500, 503])("passes Decart's own error on: %i", async (status) => {
    decart.next((request, response) => {
      request.resume();
      json(response, status, { detail: 'The prompt is too long' }, { 'retry-after': '7' });
    });
    const failed = proxy().queue.submit({
      model: models.video('lucy-2.5'),
      prompt: 'x',
      data: new Blob(['video']),
    });
    await expect(failed).rejects.toMatchObject({
      message: `Failed to submit job: ${status} - The prompt is too long`,
      data: { status },
    });
  });

  it('stops the upload at Decart when the page cancels', async () => {
    decart.next((request) => request.resume());
    const before = decart.received.length;
    const abort = new AbortController();
    const given = proxy().process({
      model: models.image('lucy-image-2'),
      prompt: 'x',
      data: new Blob([randomBytes(1000)]),
      signal: abort.signal,
    });
    await eventually(() => expect(decart.received.length).toBe(before + 1));
    abort.abort();
    await expect(given).rejects.toThrow();
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });
});
