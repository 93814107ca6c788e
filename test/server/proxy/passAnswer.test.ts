import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProxyHandler, createTokenHandler, type ServerEvent } from '../../../src/server';
import { type Decart, json, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { frameworks } from '../support/frameworks';
import type { Listening } from '../support/listen';
import { sendRaw } from '../support/raw';

const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };
const events: ServerEvent[] = [];

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  expect(logged.join('\n')).not.toContain(KEY);
  logged.length = 0;
  events.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

// One with the adapter, which calls Decart with `node:http`, and one that uses `fetch`.
describe.each(['node:http', 'Hono'])("Decart's response, on %s", (name) => {
  let app: Listening;
  let signed: Listening;
  beforeAll(async () => {
    const options = {
      apiKey: KEY,
      baseUrl: decart.url,
      logger,
      onEvent: (event: ServerEvent) => void events.push(event),
    };
    app = (await frameworks[name]?.(createProxyHandler({ ...options, authorize: 'public' }))) as Listening;
    signed = (await frameworks[name]?.(
      createProxyHandler({ ...options, authorize: () => ({ id: 'ada' }) }),
    )) as Listening;
  });
  afterAll(async () => {
    await app.close();
    await signed.close();
  });
  const content = () => fetch(`${app.url}/api/decart/v1/jobs/a/content`);

  it.each<[said: string, seen: string | null]>([
    ['7', '7'],
    ['0', '0'],
    ['1.5', '2'],
    ['Wed, 21 Oct 2015 07:28:00 GMT', '0'],
    ['1e+300', null],
    ['Infinity', null],
    ['99999999999', null],
    ['soon', null],
  ])('passes on when to retry only where that makes sense: %s', async (said, seen) => {
    decart.next((_, response) => json(response, 429, { detail: 'Slow down' }, { 'retry-after': said }));
    const response = await content();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, seen]);
  });

  describe.each(['video/mp4', 'application/json'])('packed, as %s', (type) => {
    const text = '{"status":"completed"}';
    it.each<[string, Buffer]>([
      ['gzip', gzipSync(text)],
      ['x-gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['GZIP', gzipSync(text)],
      ['gzip, br', brotliCompressSync(gzipSync(text))],
      ['gzip, gzip', gzipSync(gzipSync(text))],
      ['identity', Buffer.from(text)],
      ['', Buffer.from(text)],
    ])('as "%s", though not requested, arrives intact', async (encoding, body) => {
      decart.next((_, response) => {
        response.writeHead(200, { 'content-type': type, 'content-encoding': encoding });
        response.end(body);
      });
      const response = await content();
      expect(response.status).toBe(200);
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await response.text()).toBe(text);
    });
  });

  it('raw deflate, as some servers send it, arrives right', async () => {
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'deflate' });
      response.end(deflateRawSync('a video'));
    });
    expect(await (await content()).text()).toBe('a video');
  });

  it('an encoded empty body stays empty', async () => {
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' });
      response.end();
    });
    expect(await (await content()).text()).toBe('');
  });

  it.each(['rot13', 'gzip, rot13', 'zstd'])('an unknown encoding is a 502: %s', async (encoding) => {
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': encoding });
      response.end('abc');
    });
    expect((await content()).status).toBe(502);
  });

  it.each([
    'application/octet-stream',
    'binary/octet-stream',
    'application/xml',
    'application/x-ndjson',
    'multipart/mixed; boundary=x',
    'image/svg+xml',
    '',
  ])('the key is not passed on in a body of type "%s", however it is split', async (type) => {
    const body = `before ${KEY} between ${KEY.slice(0, 5)} ${KEY}${KEY} after ${KEY.slice(0, 8)}`;
    decart.next((_, response) => {
      response.writeHead(200, { ...(type && { 'content-type': type }), 'content-length': body.length });
      // In the middle of the key.
      response.write(body.slice(0, 12), () => {
        setTimeout(() => response.end(body.slice(12)), 50);
      });
    });
    const response = await content();
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(await response.text()).toBe(body.replaceAll(KEY, '*'.repeat(KEY.length)));
  });

  it('a large body of a type that says nothing streams through', async () => {
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'binary/octet-stream', 'content-length': 3_000_000 });
      response.end(Buffer.alloc(3_000_000, KEY.slice(0, 1)));
    });
    const response = await content();
    expect((await response.arrayBuffer()).byteLength).toBe(3_000_000);
  });

  it('a reason phrase that is not in ASCII is left out', async () => {
    decart.next((_, response) => {
      response.writeHead(200, 'F\u00fcr dich', { 'content-type': 'video/mp4' });
      response.end('a video');
    });
    const response = await content();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('a video');
  });

  it('a wrong server key is a 500, not a 401: the page would ask its user to sign in', async () => {
    decart.next((_, response) => json(response, 401, { detail: `Invalid API key ${KEY}` }));
    const response = await content();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('key');
    expect(logged.join()).toContain("refused this server's API key");
    await eventually(() => expect(events).toMatchObject([{ outcome: 'failed', status: 500 }]));
  });

  it.each([402, 403])('%i about the account comes with its words', async (status) => {
    decart.next((_, response) => json(response, status, { detail: 'No credits left.' }));
    const response = await content();
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ detail: 'No credits left.' });
  });

  it("numbers that JavaScript can't represent survive when the id of a job is signed", async () => {
    const answer =
      '{"job_id": "job_1", "seed": 12345678901234567890, "text": "\\"job_id\\": \\"job_1\\"", "n": 1.0}';
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer);
    });
    const response = await fetch(`${signed.url}/api/decart/v1/jobs/lucy-2.5`, { method: 'POST' });
    const text = await response.text();
    const { job_id } = JSON.parse(text);
    expect(job_id).toMatch(/^job_1\.[\w-]{43}$/);
    expect(text).toBe(answer.replace('"job_1"', `"${job_id}"`));
  });

  it('HEAD of a video returns its length, and loads none of it', async () => {
    const submitted = await fetch(`${signed.url}/api/decart/v1/jobs/lucy-2.5`, { method: 'POST' });
    const { job_id } = await submitted.json();
    const { port } = signed;
    const answer = await sendRaw(port, `HEAD /api/decart/v1/jobs/${job_id}/content HTTP/1.1`);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/content-length: 64000\r\n/i);
    expect(answer.text).toMatch(/content-type: video\/mp4\r\n/i);
    expect(answer.text).toMatch(/cache-control: private, no-cache\r\n/i);
    expect(answer.text.split('\r\n\r\n')[1]).toBe('');
    expect(decart.last().method).toBe('GET');
    await eventually(() =>
      expect(events.at(-1)).toMatchObject({
        action: 'job.content',
        method: 'HEAD',
        outcome: 'completed',
        status: 200,
      }),
    );
  });
});

describe('an invalid token', () => {
  it.each(['', 'dct_another-key-of-somebody', 'sk-another', 'token', 'ek_'])(
    '%j is a 502',
    async (apiKey) => {
      const handler = createTokenHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url, logger });
      decart.next((request, response) => {
        request.resume();
        json(response, 200, { apiKey, expiresAt: '2030-01-01T00:00:00Z' });
      });
      const request = new Request('https://app.example/token', {
        method: 'POST',
        headers: { host: 'app.example' },
      });
      const response = await handler(request);
      expect(response.status).toBe(502);
      await expect(response.json()).resolves.toMatchObject({ code: 'TOKEN_INVALID' });
    },
  );
});

it('a body that `authorize` or middleware has read is a 500 at once, and nothing is sent', async () => {
  const handler = createProxyHandler({
    async authorize(request) {
      await request.text();
      return { id: 'ada' };
    },
    apiKey: KEY,
    baseUrl: decart.url,
    logger,
  });
  const ask = () =>
    new Request('https://app.example/api/decart/v1/jobs/lucy-2.5', { method: 'POST', body: 'a video' });
  expect((await handler(ask())).status).toBe(500);
  const read = ask();
  await read.arrayBuffer();
  const open = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url, logger });
  expect((await open(read)).status).toBe(500);
  const locked = ask();
  locked.body?.getReader();
  expect((await open(locked)).status).toBe(500);
  expect(logged.filter((line) => line.includes('other code has already read it'))).toHaveLength(3);
  expect(decart.received).toEqual([]);
});
