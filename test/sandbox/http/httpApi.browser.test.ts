import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpApi, type HttpApi } from '../../../src/sandbox/http/httpApi';
import { createTokenRegistry, type TokenRegistry } from '../../../src/sandbox/tokens/tokenRegistry';
import { averageColor, colorDistance, playVideo, solidImage, solidVideo } from '../../support/media';

let tokens: TokenRegistry;
let api: HttpApi;
let apiKey: string;

beforeEach(() => {
  tokens = createTokenRegistry();
  api = createHttpApi({ tokens });
  api.controls.jobTiming({ pendingMs: 0, processingMs: 0 });
  apiKey = tokens.mint().apiKey;
});
afterEach(() => api.dispose());

function send(method: string, path: string, body?: FormData | string, key: string | null = apiKey) {
  return api.handle(
    new Request(`https://api.sandbox.test${path}`, {
      method,
      headers: key === null ? {} : { 'x-api-key': key },
      ...(body !== undefined && { body }),
    }),
  );
}

function form(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe('POST /v1/client/tokens', () => {
  it('mints with the permanent key, and only with it', async () => {
    const minted = await send('POST', '/v1/client/tokens', '{"expiresIn":300}', 'dct_sandbox');
    const { apiKey: key } = await minted.json();
    expect(tokens.verify(key).ok).toBe(true);
    expect((await send('POST', '/v1/client/tokens', '{}', null)).status).toBe(401);
    expect((await send('POST', '/v1/client/tokens', '{}', key)).status).toBe(403);
  });

  it.each([
    ['{"expiresIn":0}', ['body', 'expiresIn']],
    ['{"expiresIn":3601}', ['body', 'expiresIn']],
    ['{"allowedModels":"lucy-2.5"}', ['body', 'allowedModels']],
    ['{"allowedOrigins":["example.com"]}', ['body', 'allowedOrigins', '0']],
    [
      '{"constraints":{"realtime":{"maxSessionDuration":5}}}',
      ['body', 'constraints', 'realtime', 'maxSessionDuration'],
    ],
    ['{"metadata":[]}', ['body', 'metadata']],
    ['{', ['body']],
  ])('answers %s with 422 and the field', async (body, loc) => {
    const response = await send('POST', '/v1/client/tokens', body, 'dct_sandbox');
    expect(response.status).toBe(422);
    expect((await response.json()).detail[0]).toMatchObject({ loc });
  });
});

describe('POST /v1/generate/{model}', () => {
  it('returns the uploaded picture, edited by the prompt', async () => {
    const data = await solidImage('rgb(30, 120, 200)');
    const response = await send('POST', '/v1/generate/lucy-image-2', form({ prompt: 'oil painting', data }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    const painted = await averageColor(await response.blob());
    expect(colorDistance(painted, [30, 120, 200])).toBeGreaterThan(20);
    const again = await send('POST', '/v1/generate/lucy-image-2', form({ prompt: 'a neon city', data }));
    expect(colorDistance(await averageColor(await again.blob()), painted)).toBeGreaterThan(20);
  });

  it('shows the reference image in the result', async () => {
    const data = await solidImage('grey');
    const fields = { prompt: 'qwerty', data };
    const plain = await send('POST', '/v1/generate/lucy-image-2', form(fields));
    const reference_image = await solidImage('rgb(255, 0, 0)', 'image/jpeg');
    const tinted = await send('POST', '/v1/generate/lucy-image-2', form({ ...fields, reference_image }));
    const colors = [await averageColor(await plain.blob()), await averageColor(await tinted.blob())] as const;
    expect(colorDistance(...colors)).toBeGreaterThan(10);
  });

  it('names the missing or refused field', async () => {
    const data = await solidImage('grey');
    const refusedField = async (model: string, fields: Record<string, string | Blob>) => {
      const response = await send('POST', model, form(fields));
      expect(response.status).toBe(422);
      return (await response.json()).detail[0].loc[1];
    };
    const image = '/v1/generate/lucy-image-2';
    expect(await refusedField(image, { prompt: 'x' })).toBe('data');
    expect(await refusedField(image, { data })).toBe('prompt');
    expect(await refusedField(image, { data, prompt: '' })).toBe('prompt');
    expect(await refusedField(image, { data, prompt: 'x'.repeat(1001) })).toBe('prompt');
    expect(await refusedField(image, { data: 'file_123', prompt: 'x' })).toBe('data');
    expect(await refusedField(image, { data: new Blob(['x'], { type: 'video/mp4' }), prompt: 'x' })).toBe(
      'data',
    );
    expect(
      await refusedField(image, { data: new Blob(['no picture'], { type: 'image/png' }), prompt: 'x' }),
    ).toBe('data');
    expect(await refusedField(image, { data, prompt: 'x', resolution: '1080p' })).toBe('resolution');
    expect(await refusedField(image, { data, prompt: 'x', seed: 'y' })).toBe('seed');
    expect(await refusedField(image, { data, prompt: 'x', strength: '1' })).toBe('strength');
    const clip = new Blob(['x'], { type: 'video/mp4' });
    expect(await refusedField('/v1/jobs/lucy-clip', { data: clip, prompt: '' })).toBe('prompt');
    expect(await refusedField('/v1/jobs/lucy-restyle-2', { data: clip })).toBe('prompt');
    const both = form({ data: clip, prompt: 'x', reference_image: data });
    expect((await send('POST', '/v1/jobs/lucy-restyle-2', both)).status).toBe(200);
    expect(await refusedField('/v1/jobs/lucy-2.5', { data, prompt: '' })).toBe('data');
  });

  it('refuses unknown models, bad keys and models that the token does not allow', async () => {
    const fields = form({ prompt: 'x', data: await solidImage('grey') });
    expect((await send('POST', '/v1/generate/mirage', fields)).status).toBe(404);
    expect((await send('POST', '/v1/generate/lucy-image-2', fields, 'ek_unknown')).status).toBe(401);
    const narrow = tokens.mint({ allowedModels: ['lucy-2.5'] }).apiKey;
    expect((await send('POST', '/v1/generate/lucy-image-2', fields, narrow)).status).toBe(403);
  });
});

describe('the queue', () => {
  async function submit(data: Blob, prompt = 'a neon city') {
    const response = await send('POST', '/v1/jobs/lucy-2.5', form({ prompt, data }));
    return (await response.json()) as { job_id: string; status: string };
  }
  const statusOf = async (id: string) => (await (await send('GET', `/v1/jobs/${id}`)).json()).status;

  it('makes a video that plays, in another color', async () => {
    const { job_id, status } = await submit(await solidVideo('rgb(30, 120, 200)'));
    expect(status).toBe('pending');
    await expect.poll(() => statusOf(job_id)).toBe('completed');
    const content = await send('GET', `/v1/jobs/${job_id}/content`);
    const blob = await content.blob();
    expect(blob.type).toMatch(/^video\//);
    const video = await playVideo(blob);
    expect(colorDistance(await averageColor(video), [30, 120, 200])).toBeGreaterThan(20);
    URL.revokeObjectURL(video.src);
  });

  it('makes a test pattern from a video it cannot decode', async () => {
    const { job_id } = await submit(new Blob(['no video'], { type: 'video/mp4' }), '');
    await expect.poll(() => statusOf(job_id)).toBe('completed');
    const video = await playVideo(await (await send('GET', `/v1/jobs/${job_id}/content`)).blob());
    expect(video.videoWidth).toBe(640);
    URL.revokeObjectURL(video.src);
  });

  it('goes from status to status manually while held', async () => {
    api.controls.holdJobs();
    const { job_id } = await submit(new Blob(['no video'], { type: 'video/mp4' }));
    expect((await send('GET', `/v1/jobs/${job_id}/content`)).status).toBe(400);
    await api.controls.stepJobs();
    expect(await statusOf(job_id)).toBe('processing');
    api.controls.failJobs();
    await api.controls.stepJobs();
    expect(await statusOf(job_id)).toBe('failed');
    expect(api.controls.jobs).toMatchObject([{ id: job_id, model: 'lucy-2.5', status: 'failed' }]);
    expect(await (await send('GET', '/v1/jobs/job_unknown')).json()).toEqual({ detail: 'Job not found' });
  });
});

describe('files', () => {
  it('keeps an uploaded file until it is deleted or expires', async () => {
    const file = new File(['hello'], 'a.txt', { type: 'text/plain' });
    const reference = await (await send('POST', '/v1/files', form({ file, ttl_seconds: '60' }))).json();
    expect(reference).toMatchObject({ filename: 'a.txt', mime_type: 'text/plain', size_bytes: 5 });
    expect(await api.files.get(reference.id)?.text()).toBe('hello');
    expect(await (await send('GET', `/v1/files/${reference.id}`)).json()).toEqual(reference);
    const kept = await (await send('POST', '/v1/files', form({ file, ttl_seconds: 'persistent' }))).json();
    expect(kept.expires_at).toBeNull();
    tokens.advance(60_000);
    apiKey = tokens.mint().apiKey;
    expect(api.files.get(reference.id)).toBeNull();
    expect((await send('GET', `/v1/files/${reference.id}`)).status).toBe(404);
    expect((await send('DELETE', `/v1/files/${kept.id}`)).status).toBe(204);
    expect(api.files.list()).toEqual([]);
  });

  it('refuses a lifetime out of range, and a missing file', async () => {
    const file = new Blob(['x']);
    expect((await send('POST', '/v1/files', form({ file, ttl_seconds: '59' }))).status).toBe(422);
    expect((await send('POST', '/v1/files', form({ ttl_seconds: '60' }))).status).toBe(422);
  });
});

describe('faults and the log', () => {
  it('fails the matching requests as often as requested', async () => {
    api.controls.failRequests({ status: 429, retryAfter: 7, path: '/v1/jobs', count: 2 });
    expect((await send('GET', '/v1/files/file_x')).status).toBe(404);
    const limited = await send('GET', '/v1/jobs/a');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await send('GET', '/v1/jobs/a')).status).toBe(429);
    expect((await send('GET', '/v1/jobs/a')).status).toBe(404);
    api.controls.failRequests({ status: 422, detail: 'Prompt is too long' });
    const issue = { loc: ['body', 'prompt'], msg: 'Prompt is too long' };
    expect(await (await send('GET', '/v1/jobs/a')).json()).toMatchObject({ detail: [issue] });
  });

  it('breaks a connection before or after the request was carried out', async () => {
    const file = () => form({ file: new Blob(['x']) });
    api.controls.breakConnections({ method: 'POST' });
    expect((await send('POST', '/v1/files', file())).type).toBe('error');
    expect(api.files.list()).toHaveLength(0);
    api.controls.breakConnections({ when: 'after' });
    expect((await send('POST', '/v1/files', file())).type).toBe('error');
    expect(api.files.list()).toHaveLength(1);
  });

  it('logs the requests, without the content of files', async () => {
    await send(
      'POST',
      '/v1/files',
      form({ file: new File(['abc'], 'a.txt', { type: 'text/plain' }), ttl_seconds: '60' }),
    );
    expect(api.controls.requests).toEqual([
      {
        method: 'POST',
        path: '/v1/files',
        apiKey,
        fields: { file: { name: 'a.txt', type: 'text/plain', size: 3 }, ttl_seconds: '60' },
        status: 200,
      },
    ]);
    api.controls.clearRequests();
    expect(api.controls.requests).toEqual([]);
  });

  it('returns the session quota', async () => {
    const response = await send('GET', '/v1/realtime/quota');
    expect(await response.json()).toEqual({ limit: 10, active: 0, remaining: 10 });
  });
});
