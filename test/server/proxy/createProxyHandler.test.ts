import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProxyHandler, type ProxyHandlerOptions, type ServerEvent } from '../../../src/server';
import { type Decart, json, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { closedUrl, type Listening, serve } from '../support/listen';

// A busy machine needs more time.
vi.setConfig({ testTimeout: 30_000 });

interface User {
  id: string;
}

const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  expect(logged.join('\n')).not.toContain(KEY);
  logged.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

/** A user signed in with the cookie `user=<id>`. */
function authorize(request: Request): User | null {
  const id = /user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return id === undefined ? null : { id };
}

function createHandler(options: Partial<ProxyHandlerOptions<User>> = {}) {
  return createProxyHandler<User>({ authorize, apiKey: KEY, baseUrl: decart.url, logger, ...options });
}

function form(fields: Record<string, string | Blob> = { data: new Blob(['image']), prompt: 'x' }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

function ask(path: string, init: RequestInit = {}, user = 'ada') {
  return new Request(`https://app.example/api/decart${path}`, {
    ...init,
    headers: { cookie: `user=${user}`, ...init.headers },
  });
}

const post = (path: string, body: BodyInit | null = form(), user?: string) =>
  ask(path, { method: 'POST', body }, user);

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

describe('jobs', () => {
  const submit = async (handler = createHandler(), user = 'ada'): Promise<string> =>
    (await (await handler(post('/v1/jobs/lucy-2.5', form(), user))).json()).job_id;

  it('belong to the user who submitted them', async () => {
    const handler = createHandler();
    const job = await submit();
    expect((await handler(ask(`/v1/jobs/${job}`))).status).toBe(200);
    expect((await handler(ask(`/v1/jobs/${job}/content`))).status).toBe(200);
    decart.received.length = 0;
    expect((await handler(ask(`/v1/jobs/${job}`, {}, 'bob'))).status).toBe(404);
    expect((await handler(ask(`/v1/jobs/${job}/content`, {}, 'bob'))).status).toBe(404);
    expect(decart.received).toEqual([]);
  });

  it("can't be guessed, nor used by Decart's own id", async () => {
    const handler = createHandler();
    const job = await submit();
    const [id = '', signature = ''] = job.split('.');
    decart.received.length = 0;
    for (const other of [
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${id}x.${signature}`,
      `.${signature}`,
      `${job}A`,
    ]) {
      expect((await handler(ask(`/v1/jobs/${other}`))).status, other).toBe(404);
    }
    expect(decart.received).toEqual([]);
  });

  it("have a signed id, whatever type Decart's response declares", async () => {
    decart.next((request, response) => {
      request.resume();
      response.end('{"job_id":"job_1"}');
    });
    expect(await submit()).toMatch(/^job_1\.[\w-]{43}$/);
  });

  it('keep their id while they are waited for', async () => {
    const job = await submit();
    const status = await (await createHandler()(ask(`/v1/jobs/${job}`))).json();
    expect(status).toEqual({ job_id: job, status: 'processing' });
  });

  it('are known to every server with the same key or secret, and to no other', async () => {
    const job = await submit(createHandler({ jobSecret: 'one of these secrets' }));
    expect((await createHandler({ jobSecret: 'one of these secrets' })(ask(`/v1/jobs/${job}`))).status).toBe(
      200,
    );
    expect((await createHandler({ jobSecret: 'two of these secrets' })(ask(`/v1/jobs/${job}`))).status).toBe(
      404,
    );
    expect((await createHandler()(ask(`/v1/jobs/${job}`))).status).toBe(404);
  });

  it("have Decart's id if users have none", async () => {
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toMatch(/^job_[\w-]{36}$/);
    expect((await handler(ask(`/v1/jobs/${job_id}`))).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['a string', 'ada'],
    ['a number', 7],
    ['an object with a number', { id: 7 }],
    ['a row of a session, which names its user', { userId: 'ada', expires: '' }],
    ['the claims of a token', { sub: 'ada', email: 'ada@example.com' }],
    ['a document', { _id: 'ada' }],
  ])('are signed for a user that is %s', async (_, user) => {
    const handler = createProxyHandler({ authorize: () => user, apiKey: KEY, baseUrl: decart.url });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toContain('.');
  });

  it("have Decart's id if the app says that its users have none", async () => {
    const handler = createHandler({ getUserId: () => undefined, allowUsersWithoutId: true });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toMatch(/^job_[\w-]{36}$/);
  });

  it('are signed for the id that `getUserId` returns', async () => {
    const handler = createProxyHandler({
      authorize: () => ({ sub: 'ada' }),
      getUserId: ({ sub }) => sub,
      apiKey: KEY,
      baseUrl: decart.url,
    });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect((await createHandler()(ask(`/v1/jobs/${job_id}`))).status).toBe(200);
  });
});

// The adapter brings its own `fetch`; both must behave alike.
describe.each(['in process', 'through the adapter'])('what Decart answers, %s', (way) => {
  let app: Listening;
  let call: (path: string, init?: RequestInit) => Promise<Response>;
  const start = async (options: Partial<ProxyHandlerOptions<User>> = {}) => {
    await app?.close();
    const handler = createHandler(options);
    app = await serve(handler);
    call = (path, init) => {
      const request = ask(path, init);
      if (way === 'in process') return handler(request);
      const { method, headers, body, signal } = request;
      return fetch(`${app.url}/api/decart${path}`, {
        method,
        headers,
        body,
        signal,
        duplex: 'half',
      } as RequestInit);
    };
  };
  beforeAll(() => start());
  afterAll(() => app.close());

  const job = async () => (await (await createHandler()(post('/v1/jobs/lucy-2.5'))).json()).job_id as string;

  it('a part of a video comes as a part', async () => {
    const path = `/v1/jobs/${await job()}/content`;
    const whole = Buffer.from(await (await call(path)).arrayBuffer());
    const response = await call(path, { headers: { range: 'bytes=1000-1999' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 1000-1999/${whole.length}`);
    expect(response.headers.get('content-length')).toBe('1000');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(whole.subarray(1000, 2000));
  });

  it('what the browser already has is not sent again', async () => {
    const path = `/v1/jobs/${await job()}/content`;
    decart.next((request, response) => {
      expect(request.headers['if-none-match']).toBe('"v1"');
      response.writeHead(304, { etag: '"v1"' });
      response.end();
    });
    const response = await call(path, { headers: { 'if-none-match': '"v1"' } });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe('"v1"');
    expect(await response.text()).toBe('');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('a %s response, though not requested, arrives intact', async (encoding, compress) => {
    const path = `/v1/jobs/${await job()}`;
    for (const type of ['video/mp4', 'application/json']) {
      decart.next((request, response) => {
        expect(request.headers['accept-encoding']).toBe('identity');
        const body = compress(Buffer.from('{"status":"completed"}'));
        response.writeHead(200, {
          'content-type': type,
          'content-encoding': encoding,
          'content-length': body.length,
        });
        response.end(body);
      });
      const response = await call(path, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await response.text()).toBe('{"status":"completed"}');
    }
  });

  it('an unknown encoding is not passed on', async () => {
    const path = `/v1/jobs/${await job()}`;
    decart.next((_, response) => {
      response.writeHead(200, { 'content-encoding': 'rot13' });
      response.end('uryyb');
    });
    expect((await call(path)).status).toBe(502);
  });

  it('endless JSON is not read forever', async () => {
    const path = `/v1/jobs/${await job()}`;
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (response.write('"'.repeat(65536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect((await call(path)).status).toBe(502);
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });

  it('no response at all is a 502, and no later than necessary a 504', async () => {
    const path = `/v1/jobs/${await job()}`;
    await start({ baseUrl: await closedUrl() });
    expect((await call(path)).status).toBe(502);
    await start({ timeouts: { headers: 50 } });
    decart.next(() => {});
    expect((await call(path)).status).toBe(504);
    await eventually(() => expect(decart.last().aborted).toBe(true));
    await start();
  });

  it('a connection that Decart closes without an answer is a 502', async () => {
    const path = `/v1/jobs/${await job()}`;
    // Once more, in case it was an old connection.
    decart.next((request) => {
      decart.next((again) => again.destroy());
      request.destroy();
    });
    expect((await call(path)).status).toBe(502);
  });

  it('a body that Decart stops reading is a 504', async () => {
    await start({ timeouts: { idle: 400 } });
    decart.next((request) => request.pause());
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65536)) });
    const response = await call('/v1/files', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(504);
    await start();
  });

  it('a body that the page stops sending is a 408', async () => {
    await start({ timeouts: { idle: 400 } });
    decart.next((request) => request.resume());
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1000)) });
    const response = await call('/v1/files', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(408);
    await start();
  });

  it('a video that is cut off does not look complete', async () => {
    await start({ timeouts: { idle: 400 } });
    const path = `/v1/jobs/${await job()}/content`;
    for (const end of ['destroy', 'stall']) {
      decart.next((_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1000 });
        response.write('the first part', () => end === 'destroy' && response.destroy());
      });
      const response = await call(path);
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer()).rejects.toThrow();
    }
    await start();
  });

  it("is not stored by any cache but the user's own", async () => {
    const content = await call(`/v1/jobs/${await job()}/content`);
    expect(content.headers.get('cache-control')).toBe('private, no-cache');
    await content.body?.cancel();
    for (const path of [`/v1/jobs/${await job()}`, '/v1/jobs/unknown', '/nothing']) {
      expect((await call(path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('a wrong key is in the log', async () => {
    await start({ apiKey: 'dct_another' });
    const response = await call('/v1/jobs/lucy-2.5', { method: 'POST', body: form() });
    // A 401 would tell the page that its user isn't signed in.
    expect(response.status).toBe(500);
    expect(logged.join()).toContain("refused this server's API key");
    await start();
  });
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
