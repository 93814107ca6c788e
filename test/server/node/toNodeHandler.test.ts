import { createServer } from 'node:http';
import { connect, constants, createServer as createHttp2Server } from 'node:http2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProxyHandler, toNodeHandler } from '../../../src/server';
import { closing } from '../support/closing';
import { KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { listen, serve } from '../support/listen';
import { sendRaw } from '../support/raw';

afterEach(() => {
  vi.restoreAllMocks();
});

/** As node-fetch creates it. */
const nodeFetchResponse = { status: 200, headers: new Headers(), body: { pipe() {} }, bodyUsed: false };

describe('a handler on node:http', () => {
  it('sees the request as it was sent', async () => {
    const app = closing(
      await serve(async (request) => {
        const { method, url } = request;
        return Response.json({ method, url, header: request.headers.get('x-a'), body: await request.text() });
      }),
    );
    const response = await fetch(`${app.url}/a/b?c=d%20e`, {
      method: 'PUT',
      headers: { 'x-a': 'ä' },
      body: 'text',
    });
    expect(await response.json()).toEqual({
      method: 'PUT',
      url: `${app.url}/a/b?c=d%20e`,
      header: 'ä',
      body: 'text',
    });
  });

  it('answers with its status and headers, several cookies among them', async () => {
    const headers = new Headers({ 'x-a': 'b' });
    headers.append('set-cookie', 'a=1; Path=/');
    headers.append('set-cookie', 'b=2');
    const app = closing(await serve(async () => new Response('made', { status: 201, headers })));
    const response = await fetch(app.url);
    expect(response.status).toBe(201);
    expect(response.headers.get('x-a')).toBe('b');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(await response.text()).toBe('made');
  });

  it('keeps the connection after a body that it did not read', async () => {
    const app = closing(await serve(async () => new Response(null, { status: 204 })));
    const { text } = await sendRaw(app.port, 'POST / HTTP/1.1\nHost: a\nContent-Length: 3', {
      bare: true,
      body: 'abcGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    });
    expect(text.match(/HTTP\/1.1 204/g)).toHaveLength(2);
  });

  it('learns from `signal` that the client has disconnected', async () => {
    const seen: AbortSignal[] = [];
    const app = closing(
      await serve((request) => {
        seen.push(request.signal);
        return new Promise(() => {});
      }),
    );
    const abort = new AbortController();
    const response = fetch(app.url, { signal: abort.signal });
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]?.aborted).toBe(false);
    abort.abort();
    await expect(response).rejects.toThrow();
    await eventually(() => expect(seen[0]?.aborted).toBe(true));
  });

  it('gets no such signal when the client has received its response', async () => {
    const seen: AbortSignal[] = [];
    const app = closing(
      await serve(async (request) => {
        seen.push(request.signal);
        return new Response('done');
      }),
    );
    expect(await (await fetch(app.url)).text()).toBe('done');
    await app.close();
    expect(seen[0]?.aborted).toBe(false);
  });

  it('that throws is a 500 without details, and a line in the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = closing(await serve(() => Promise.reject(new Error(`secret ${KEY}`))));
    const response = await fetch(app.url);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('Internal Server Error');
    expect(JSON.stringify(log.mock.calls)).toMatch(/secret dct_…/);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['nothing', async () => undefined],
    ['null', async () => null],
    ['an object', async () => ({})],
    ['a string', async () => 'done'],
    [
      'an answer of another library',
      async () => ({ status: 200, headers: new Map([['a', 'b']]), body: null }),
    ],
    ['an answer with a body that is no standard stream', async () => nodeFetchResponse],
    ['an error in place of an answer', async () => Response.error()],
    [
      'an answer that was read',
      async () => {
        const response = new Response('read');
        await response.text();
        return response;
      },
    ],
    [
      'an answer that somebody is reading',
      async () => {
        const response = new Response('read');
        response.body?.getReader();
        return response;
      },
    ],
  ])('that returns %s is a 500 without details, and a line in the log', async (_, handler) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = closing(await serve(handler as () => Promise<Response>));
    const response = await fetch(app.url);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
    expect(error).toHaveBeenCalledOnce();
    expect(JSON.stringify(error.mock.lastCall)).toContain("didn't return a standard Response");
    const other = closing(
      await listen(
        createServer((request, reply) => {
          void toNodeHandler(handler as () => Promise<Response>)(request, reply, (cause) =>
            reply.end(String(cause)),
          );
        }),
      ),
    );
    expect(await (await fetch(other.url)).text()).toContain('TypeError: The handler');
  });

  it.each([undefined, null, {}, 'handler'])('must be a function: %j', (handler) => {
    const call = () => Reflect.apply(toNodeHandler, undefined, [handler]);
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    expect(call).toThrow('`handler` must be a function');
  });

  it('whose body breaks off does not look complete', async () => {
    const body = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
        pull: (controller) => controller.error(new Error('broken')),
      });
    const app = closing(await serve(async () => new Response(body())));
    const response = await fetch(app.url).catch(() => undefined);
    await expect(Promise.resolve(response?.text() ?? Promise.reject(new Error()))).rejects.toThrow();
  });
});

it.each(['before the handler is asked', 'while it waits'])(
  'also learns over HTTP/2 that the client has disconnected, %s',
  async (when) => {
    const seen: AbortSignal[] = [];
    const handler = toNodeHandler((request) => {
      seen.push(request.signal);
      return new Promise(() => {});
    });
    const app = closing(
      await listen(
        createHttp2Server((request, response) => {
          if (when === 'while it waits') void handler(request, response);
          else response.on('close', () => void handler(request, response));
          call.close(constants.NGHTTP2_CANCEL);
        }),
      ),
    );
    const client = connect(app.url);
    const call = client.request();
    call.on('error', () => {});
    await eventually(() => expect(seen[0]?.aborted).toBe(true));
    client.destroy();
  },
);

it('works over HTTP/2 as well', async () => {
  const decart = closing(await startDecart());
  const handler = toNodeHandler(
    createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url }),
  );
  const server = createHttp2Server((request, response) => void handler(request, response));
  const app = closing(await listen(server));
  const client = connect(app.url);
  const call = client.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: '/api/decart/v1/jobs/lucy-2.5',
    'content-type': 'text/plain',
    origin: app.url,
  });
  call.end('a video');
  const status = await new Promise((resolve) =>
    call.on('response', (headers) => resolve(headers[':status'])),
  );
  let text = '';
  for await (const chunk of call) text += chunk;
  client.close();
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ status: 'pending' });
  expect(decart.last().bytes).toBe(7);
});

it('answers HEAD without a body, and keeps the connection', async () => {
  const app = closing(await serve(async () => new Response('made', { headers: { 'content-length': '4' } })));
  const head = 'HEAD / HTTP/1.1\r\nHost: a\r\n';
  const { text } = await sendRaw(app.port, 'HEAD / HTTP/1.1\nHost: a', {
    bare: true,
    body: `${head}Connection: close\r\n\r\n`,
  });
  expect(text.match(/HTTP\/1.1 200/g)).toHaveLength(2);
  expect(text.match(/content-length: 4/gi)).toHaveLength(2);
  expect(text).not.toContain('made');
});
