import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProxyHandlerOptions } from '../../../src/server';
import { eventually } from '../support/eventually';
import { closedUrl, type Listening, serve } from '../support/listen';
import { decart, logged } from '../support/ownDecart';
import { ask, createHandler, form, post, type User } from './userProxy';

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
    // With `no-store`, the browser would drop the video that it has.
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
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
