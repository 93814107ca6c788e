import { describe, expect, it, vi } from 'vitest';
import { createProxyHandler, type ServerEvent } from '../../../src/server';
import { json, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { decart, logged } from '../support/ownDecart';
import { ask, createHandler, form, post, type User } from './userProxy';

describe('where it is mounted', () => {
  it.each([
    ['/api/decart', '/api/decart/v1/jobs/a'],
    ['/api/decart/', '/api/decart/v1/jobs/a'],
    ['/', '/v1/jobs/a'],
    ['', '/v1/jobs/a'],
    ['/x', '/x/v1/jobs/a'],
    ['/deep/er/proxy-1', '/deep/er/proxy-1/v1/jobs/a'],
  ])('basePath %j', async (basePath, path) => {
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url, basePath });
    await handler(new Request(`https://app.example${path}?a=1&b=%20`));
    expect(decart.last().url).toBe('/v1/jobs/a?a=1&b=%20');
  });

  it('a site whose URLs end with a slash, as with `trailingSlash` of Next.js', async () => {
    expect((await createHandler()(post('/v1/files/', form({ file: new Blob(['a']) })))).status).toBe(200);
    expect(decart.last().url).toBe('/v1/files');
  });

  it.each(['api/decart', '/api decart', '/api/../decart', '/api?x'])(
    'basePath %j is refused at once',
    (basePath) => {
      expect(() => createHandler({ basePath })).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    },
  );

  it('somewhere else: in development it says so, and in production it does not', async () => {
    const handler = createHandler({ basePath: '/elsewhere' });
    const detail = async () => (await (await handler(ask('/v1/jobs/a'))).json()).detail;
    vi.stubEnv('NODE_ENV', 'development');
    expect(await detail()).toContain('mounted at "/elsewhere/", but was called at "/api/decart/v1/jobs/a"');
    vi.stubEnv('NODE_ENV', 'production');
    expect(await detail()).not.toContain('elsewhere');
    vi.unstubAllEnvs();
  });

  it('a Decart under a path', async () => {
    await createHandler({ baseUrl: `${decart.url}/gateway/` })(post('/v1/generate/lucy-image-2'));
    expect(decart.last().url).toBe('/gateway/v1/generate/lucy-image-2');
  });

  it('streams are watched at the realtime host if that is another', async () => {
    const realtime = await startDecart();
    const realtimeBaseUrl = realtime.url.replace('http', 'ws');
    const response = await createHandler({ realtimeBaseUrl, allowWatch: true })(
      post('/watch-stream/room-1', null),
    );
    await expect(response.json()).resolves.toMatchObject({ room_name: 'room-1' });
    expect(realtime.last()).toMatchObject({ method: 'POST', url: '/watch-stream/room-1' });
    expect(decart.received).toEqual([]);
    await realtime.close();
  });
});

describe('who may do what', () => {
  it('nobody without being signed in', async () => {
    const response = await createHandler()(post('/v1/generate/lucy-image-2', form(), ''));
    expect(response.status).toBe(401);
    expect(decart.received).toEqual([]);
  });

  it('only the models that are allowed', async () => {
    const handler = createHandler({ allowedModels: ['lucy-image-2', 'lucy-2.5'] });
    for (const path of ['/v1/generate/lucy-clip', '/v1/jobs/lucy-clip', '/v1/generate/lucy-image-2x']) {
      const response = await handler(post(path));
      expect(response.status).toBe(403);
      await expect(response.json()).resolves.toMatchObject({ code: 'MODEL_NOT_ALLOWED' });
    }
    expect(decart.received).toEqual([]);
    expect((await handler(post('/v1/generate/lucy-image-2'))).status).toBe(200);
    expect((await handler(post('/v1/jobs/lucy-2.5'))).status).toBe(200);
    expect((await handler(post('/v1/files', form({ file: new Blob(['x']) })))).status).toBe(200);
  });

  it('only what the hook allows', async () => {
    const allowCall = vi.fn(async () => false);
    const handler = createHandler({ allowCall });
    expect((await handler(post('/v1/jobs/lucy-2.5'))).status).toBe(403);
    expect(decart.received).toEqual([]);
    expect(allowCall).toHaveBeenCalledExactlyOnceWith(
      { action: 'job.submit', model: 'lucy-2.5' },
      { id: 'ada' },
      expect.any(Request),
    );
  });

  it('files can be read and deleted if the app says whose they are', async () => {
    const upload = await createHandler()(post('/v1/files', form({ file: new Blob(['x']) })));
    const { id } = await upload.json();
    const file = `/v1/files/${id}`;
    const allowFileAccess = vi.fn((_: object, user: User) => user.id === 'ada');
    for (const handler of [createHandler(), createHandler({ allowFileAccess: () => false })]) {
      expect((await handler(ask(file))).status).toBe(404);
      expect((await handler(ask(file, { method: 'DELETE' }))).status).toBe(404);
    }
    const handler = createHandler({ allowFileAccess });
    expect((await handler(ask(file, {}, 'bob'))).status).toBe(404);
    expect((await handler(ask(file))).status).toBe(200);
    expect((await handler(ask(file, { method: 'DELETE' }))).status).toBe(204);
    expect(allowFileAccess).toHaveBeenLastCalledWith(
      { action: 'file.delete', fileId: id },
      { id: 'ada' },
      expect.any(Request),
    );
  });

  it.each(['allowCall', 'allowFileAccess', 'getUserId', 'rateLimit'] as const)(
    'a hook that throws lets nothing through: %s',
    async (hook) => {
      const handler = createHandler({
        [hook]: () => {
          throw new Error(`no database, ${KEY}`);
        },
      });
      const response = await handler(
        hook === 'allowCall' ? post('/v1/jobs/lucy-2.5') : ask('/v1/files/file_a'),
      );
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('database');
      expect(decart.received).toEqual([]);
    },
  );
});

it('the owner is told what was used, by whom, and how it ended', async () => {
  const events: ServerEvent[] = [];
  const onEvent = (event: ServerEvent) => {
    events.push(event);
    throw new Error('An owner who makes mistakes breaks nothing.');
  };
  const handler = createHandler({ onEvent, allowedModels: ['lucy-2.5', 'lucy-image-2'] });
  const prompt = 'a secret prompt';

  const { job_id } = await (
    await handler(post('/v1/jobs/lucy-2.5', form({ prompt, data: new Blob(['video']) })))
  ).json();
  const video = await (await handler(ask(`/v1/jobs/${job_id}/content`))).arrayBuffer();
  await handler(post('/v1/generate/lucy-clip'));
  await handler(ask('/v1/unknown'));
  decart.next((request, response) => {
    request.resume();
    json(response, 422, { detail: [] });
  });
  await handler(post('/v1/generate/lucy-image-2'));
  const watching = await handler(ask(`/v1/jobs/${job_id}/content`));
  await watching.body?.cancel();
  await eventually(() => expect(events).toHaveLength(6));

  const jobId = job_id.split('.')[0];
  const common = { startedAt: expect.any(Number), duration: expect.any(Number) };
  const got = { ...common, userId: 'ada', method: 'GET', bytesUp: 0 };
  const sent = { ...common, userId: 'ada', method: 'POST' };
  expect(events).toEqual([
    {
      ...sent,
      action: 'job.submit',
      model: 'lucy-2.5',
      outcome: 'completed',
      status: 200,
      bytesUp: expect.any(Number),
      bytesDown: expect.any(Number),
    },
    { ...got, action: 'job.content', jobId, outcome: 'completed', status: 200, bytesDown: video.byteLength },
    {
      ...sent,
      action: 'generate',
      model: 'lucy-clip',
      outcome: 'refused',
      status: 403,
      code: 'MODEL_NOT_ALLOWED',
      bytesUp: 0,
      bytesDown: 0,
    },
    {
      ...common,
      method: 'GET',
      action: 'unknown',
      outcome: 'refused',
      status: 404,
      code: 'NOT_FOUND',
      bytesUp: 0,
      bytesDown: 0,
    },
    {
      ...sent,
      action: 'generate',
      model: 'lucy-image-2',
      outcome: 'refused',
      status: 422,
      bytesUp: expect.any(Number),
      bytesDown: 13,
    },
    {
      ...got,
      action: 'job.content',
      jobId,
      outcome: 'aborted',
      status: 200,
      code: 'ABORTED',
      bytesDown: expect.any(Number),
    },
  ]);
  expect(events[0]?.bytesUp).toBeGreaterThan(100);
  expect(JSON.stringify(events)).not.toMatch(/secret|dct_/);
  await eventually(() => expect(logged.join()).toContain('`onEvent` threw'));
});
