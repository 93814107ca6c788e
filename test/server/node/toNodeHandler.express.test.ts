import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProxyHandler, createTokenHandler, getNodeRequest, toNodeHandler } from '../../../src/server';
import { closing } from '../support/closing';
import { KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { type Listening, listen } from '../support/listen';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('in Express', () => {
  const start = async (mount: (app: express.Express) => void): Promise<Listening> => {
    const app = express();
    mount(app);
    return closing(await listen(createServer(app)));
  };

  it('sees the whole URL, wherever it is mounted', async () => {
    const app = await start((app) => {
      const router = express.Router();
      router.use(
        '/decart',
        toNodeHandler(async (request) => new Response(request.url)),
      );
      app.use('/api', router);
    });
    expect(await (await fetch(`${app.url}/api/decart/v1?a=b`)).text()).toBe(`${app.url}/api/decart/v1?a=b`);
  });

  it('lets `authorize` see what middleware has added to the request', async () => {
    const decart = closing(await startDecart());
    const handler = createProxyHandler({
      authorize: (request) => getNodeRequest<express.Request & { user?: string }>(request)?.user,
      apiKey: KEY,
      baseUrl: decart.url,
    });
    const app = await start((app) => {
      app.use((request, _response, next) => {
        if (request.headers.cookie === 'session=1') Object.assign(request, { user: 'ada' });
        next();
      });
      app.use('/api/decart', toNodeHandler(handler));
    });
    const post = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/decart/v1/jobs/lucy-2.5`, { method: 'POST', headers });
    expect((await post({})).status).toBe(401);
    expect((await post({ cookie: 'session=1' })).status).toBe(200);
    expect(getNodeRequest(new Request(app.url))).toBeUndefined();
  });

  it('stops if the client disconnects while middleware is still running', async () => {
    const seen: AbortSignal[] = [];
    const lookUp = vi.fn((_request, response: express.Response, next) => void response.on('close', next));
    const app = await start((app) => {
      app.use(lookUp);
      app.use(
        toNodeHandler(async (request) => {
          seen.push(request.signal);
          return new Response(null, { status: 204 });
        }),
      );
    });
    const abort = new AbortController();
    const response = fetch(app.url, { signal: abort.signal });
    await eventually(() => expect(lookUp).toHaveBeenCalled());
    abort.abort();
    await expect(response).rejects.toThrow();
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]?.aborted).toBe(true);
  });

  it("leaves an error to the app's error handler", async () => {
    const app = await start((app) => {
      app.use(toNodeHandler(() => Promise.reject(new Error('broken'))));
      app.use(((error, _request, response, _next) => {
        response.status(418).send(error.message);
      }) satisfies express.ErrorRequestHandler);
    });
    const response = await fetch(app.url);
    expect(response.status).toBe(418);
    expect(await response.text()).toBe('broken');
  });

  it('says so if a body parser has already read the body', async () => {
    const app = await start((app) => {
      app.use(express.json());
      app.use(toNodeHandler(async (request) => new Response(await request.text())));
      app.use(((error, _request, response, _next) => {
        response.status(500).send(error.message);
      }) satisfies express.ErrorRequestHandler);
    });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
    expect(await (await fetch(app.url, post)).text()).toContain('before any body parser');
  });

  it('sends only the declared length when a parser has unpacked the body', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const decart = closing(await startDecart());
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const app = await start((app) => {
      app.use(
        express.json({
          verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }),
        }),
      );
      app.use('/api/decart', toNodeHandler(handler));
      app.use(((error, _request, response, _next) => {
        response.status(500).send(error.message);
      }) satisfies express.ErrorRequestHandler);
    });
    // Bytes beyond the declared length would become Decart's next request, with another user's response.
    const response = await fetch(`${app.url}/api/decart/v1/jobs/lucy-2.5`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ a: 'x'.repeat(1000) })),
    });
    expect(response.status).toBe(500);
    expect(JSON.stringify(log.mock.calls)).toContain('before any body parser');
    expect(decart.received).toEqual([]);
  });

  it('answers for an endpoint that reads no body, whatever parser was there first', async () => {
    const decart = closing(await startDecart());
    const handler = createTokenHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const app = await start((app) => {
      app.use(express.json());
      app.use('/api/decart/token', toNodeHandler(handler));
    });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
    const response = await fetch(`${app.url}/api/decart/token`, post);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ apiKey: expect.stringMatching(/^ek_/) });
  });

  it('sends Decart nothing in place of a body that a parser has read, and the log says why', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const decart = closing(await startDecart());
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const app = await start((app) => {
      app.use(express.json());
      app.use('/api/decart', toNodeHandler(handler));
    });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
    const response = await fetch(`${app.url}/api/decart/v1/jobs/lucy-2.5`, post);
    expect(response.status).toBe(500);
    expect(JSON.stringify(log.mock.calls)).toMatch(/already read it.*bodyParser: false/);
    expect(decart.received).toEqual([]);
  });

  it('sends Decart the bytes that `express.raw()` has kept', async () => {
    const decart = closing(await startDecart());
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const app = await start((app) => {
      app.use(express.raw({ type: '*/*', limit: '10mb' }));
      app.use('/api/decart', toNodeHandler(handler));
    });
    const body = new FormData();
    const image = randomBytes(200_000);
    body.append('data', new Blob([image]));
    const response = await fetch(`${app.url}/api/decart/v1/generate/lucy-image-2`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(decart.last().parts[0]).toMatchObject({
      size: image.length,
      sha256: createHash('sha256').update(image).digest('hex'),
    });
  });

  it.each([
    ['longer', 'abcdefGET /v1/client/tokens HTTP/1.1'],
    ['shorter', 'abc'],
  ])('fails at once if the kept bytes are %s than the declared length', async (_, left) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const decart = closing(await startDecart());
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const app = await start((app) => {
      app.use(
        express.raw({
          type: '*/*',
          verify: (request) => Object.assign(request, { rawBody: Buffer.from(left) }),
        }),
      );
      app.use('/api/decart', toNodeHandler(handler));
    });
    const response = await fetch(`${app.url}/api/decart/v1/jobs/lucy-2.5`, {
      method: 'POST',
      body: 'abcdef',
    });
    expect(response.status).toBe(400);
    expect(decart.received.filter(({ url }) => url.includes('tokens'))).toEqual([]);
  });

  it('uses the bytes where a body parser has kept them', async () => {
    const app = await start((app) => {
      app.use(
        express.json({
          verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }),
        }),
      );
      app.use(toNodeHandler(async (request) => new Response(await request.text())));
    });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a": 1}' };
    expect(await (await fetch(app.url, post)).text()).toBe('{"a": 1}');
  });
});
