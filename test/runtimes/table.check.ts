import { createHash, randomBytes } from 'node:crypto';
import { createServer, get, type IncomingMessage, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createDecartClient, models } from '@decartai/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServerEvent } from '../../src/server';
import { type Decart, json, KEY, startDecart } from '../server/support/decart';
import { eventually } from '../server/support/eventually';
import { type Listening, listen } from '../server/support/listen';
import { sendRaw } from '../server/support/raw';
import { RUNTIMES, type RunningApp, startApp } from './runtimes';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** Collects the events that an app posts. */
async function startCollector(): Promise<Listening & { events: ServerEvent[] }> {
  const events: ServerEvent[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    events.push(JSON.parse(text));
    response.end();
  });
  return { ...(await listen(server)), events };
}

describe.each(Object.keys(RUNTIMES))('%s', (name) => {
  let decart: Decart;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let app: RunningApp;

  beforeAll(async () => {
    decart = await startDecart();
    collector = await startCollector();
    app = await startApp(name, {
      DECART_API_KEY: KEY,
      DECART_BASE_URL: decart.url,
      EVENTS_URL: collector.url,
    });
  });
  afterEach(() => {
    expect(app.output()).not.toContain(KEY);
    decart.received.length = 0;
    collector.events.length = 0;
  });
  afterAll(async () => {
    await app?.stop();
    await collector.close();
    await decart.close();
  });

  const port = () => Number(new URL(app.url).port);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${app.url}${path}`, { ...init, headers: { 'x-user': 'ada', ...init.headers } });
  const open = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${app.url}${path}`, { agent: false, headers: { 'x-user': 'ada' } }, resolve).on('error', reject);
    });
  const submit = async (): Promise<string> =>
    (await (await call('/api/decart/v1/jobs/lucy-2.5', { method: 'POST' })).json()).job_id;
  const told = (expected: Partial<ServerEvent>) =>
    eventually(() => expect(collector.events).toContainEqual(expect.objectContaining(expected)));

  describe('a token', () => {
    it('is minted for a user, bound to the page, and reported', async () => {
      const response = await call('/api/decart/token', { method: 'POST', headers: { origin: app.url } });
      expect(response.status).toBe(200);
      await expect(response.json()).resolves.toMatchObject({ expiresIn: 60 });
      expect(decart.last().json).toEqual({ allowedOrigins: [app.url] });
      await told({
        action: 'token.create',
        outcome: 'completed',
        userId: 'ada',
        address: expect.any(String),
      });
    });

    it('is not minted for a stranger, nor for a page of another site', async () => {
      expect((await fetch(`${app.url}/api/decart/token`, { method: 'POST' })).status).toBe(401);
      const headers = { origin: 'https://evil.example' };
      expect((await call('/api/decart/token', { method: 'POST', headers })).status).toBe(403);
      expect(decart.received).toEqual([]);
      await told({ status: 401 });
      await told({ status: 403 });
    });

    it('is a 503 if the app never says who it is for', async () => {
      expect((await call('/slow', { method: 'POST' })).status).toBe(503);
    });
  });

  describe('the unmodified SDK', () => {
    const sdk = () => createDecartClient({ proxy: `${app.url}/ada`, telemetry: false });

    it('edits an image, byte for byte', async () => {
      const image = randomBytes(5 * MIB);
      const edited = await sdk().process({
        model: models.image('lucy-image-2'),
        prompt: 'a täst 🎨',
        data: new Blob([image], { type: 'image/png' }),
      });
      const { parts, headers } = decart.last();
      expect(headers['x-api-key']).toBe(KEY);
      expect(headers.cookie).toBeUndefined();
      expect(parts.find((part) => part.name === 'data')).toMatchObject({
        sha256: sha256(image),
        size: image.length,
      });
      expect(parts.find((part) => part.name === 'prompt')?.value).toBe('a täst 🎨');
      expect(sha256(await bytesOf(edited))).toBe(sha256(decart.mediaFor(sha256(image))));
      await told({ action: 'generate', outcome: 'completed', bytesDown: edited.size });
    });

    it('submits a video, waits for it and downloads it', async () => {
      const video = randomBytes(300_000);
      const { queue } = sdk();
      const job = await queue.submit({
        model: models.video('lucy-2.5'),
        prompt: '',
        data: new Blob([video]),
      });
      await queue.status(job.job_id);
      await expect(queue.status(job.job_id)).resolves.toEqual({ job_id: job.job_id, status: 'completed' });
      const result = await queue.result(job.job_id);
      expect(sha256(await bytesOf(result))).toBe(sha256(decart.mediaFor(sha256(video))));
      const asBob = { headers: { 'x-user': 'bob' } };
      expect((await call(`/api/decart/v1/jobs/${job.job_id}`)).status).toBe(200);
      expect((await call(`/api/decart/v1/jobs/${job.job_id}`, asBob)).status).toBe(404);
    });

    it('uploads a file, reads its metadata and deletes it', async () => {
      const bytes = randomBytes(50_000);
      const { files } = sdk();
      const reference = await files.upload(new File([bytes], 'cat.png', { type: 'image/png' }));
      expect(decart.last().parts.find((part) => part.name === 'file')?.sha256).toBe(sha256(bytes));
      await expect(files.get(reference.id)).resolves.toEqual(reference);
      await files.delete(reference.id);
      expect(decart.files.has(reference.id)).toBe(false);
    });

    it('stops at Decart when the page cancels', async () => {
      decart.next((incoming) => incoming.resume());
      const abort = new AbortController();
      const aborted = sdk().process({
        model: models.image('lucy-image-2'),
        prompt: 'x',
        data: new Blob([randomBytes(1000)]),
        signal: abort.signal,
      });
      const rejected = expect(aborted).rejects.toThrow();
      await eventually(() => expect(decart.received).toHaveLength(1));
      abort.abort();
      await rejected;
      await eventually(() => expect(decart.last().aborted).toBe(true));
      await told({ action: 'generate', outcome: 'aborted' });
    });
  });

  describe('a body on its way up', () => {
    it('arrives whole, with the length that the page declared', async () => {
      const body = randomBytes(24 * MIB);
      decart.next(async (incoming, response) => {
        const hash = createHash('sha256');
        for await (const chunk of incoming) hash.update(chunk);
        json(response, 200, { sha256: hash.digest('hex') });
      });
      const response = await call('/patient/v1/jobs/lucy-2.5', { method: 'POST', body });
      await expect(response.json()).resolves.toEqual({ sha256: sha256(body) });
      expect(decart.last().headers['content-length']).toBe(String(body.length));
      expect(decart.last().headers['transfer-encoding']).toBeUndefined();
      await told({ action: 'job.submit', bytesUp: body.length });
    });

    it('without a length arrives whole', async () => {
      const body = randomBytes(2 * MIB);
      decart.next(async (incoming, response) => {
        const hash = createHash('sha256');
        for await (const chunk of incoming) hash.update(chunk);
        json(response, 200, { sha256: hash.digest('hex') });
      });
      const stream = new Blob([body]).stream();
      const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
      const response = await call('/api/decart/v1/jobs/lucy-2.5', init);
      await expect(response.json()).resolves.toEqual({ sha256: sha256(body) });
    });

    it('is stopped at Decart when the client disconnects', async () => {
      decart.next((incoming) => incoming.resume());
      const upload = request(`${app.url}/api/decart/v1/jobs/lucy-2.5`, {
        method: 'POST',
        agent: false,
        headers: { 'x-user': 'ada', 'content-length': 10 * MIB },
      });
      upload.on('error', () => {});
      upload.write(randomBytes(MIB));
      await eventually(() => expect(decart.received).toHaveLength(1));
      upload.destroy();
      await eventually(() => expect(decart.last().aborted).toBe(true));
      await told({ action: 'job.submit', outcome: 'aborted' });
    });

    it('that stops coming is a 408', async () => {
      decart.next((incoming) => incoming.resume());
      const status = await new Promise((resolve, reject) => {
        const upload = request(`${app.url}/api/decart/v1/jobs/lucy-2.5`, {
          method: 'POST',
          agent: false,
          headers: { 'x-user': 'ada', 'content-length': 10 * MIB },
        });
        upload.on('response', (answer) => {
          resolve(answer.statusCode);
          upload.destroy();
        });
        upload.on('error', reject);
        upload.write(randomBytes(1000));
      });
      expect(status).toBe(408);
      await eventually(() => expect(decart.last().aborted).toBe(true));
    });
  });

  describe('a video on its way down', () => {
    it('declares its length, and can be requested in parts', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      const whole = await call(path);
      expect(whole.headers.get('content-length')).toBe('64000');
      const bytes = Buffer.from(await whole.arrayBuffer());
      const part = await call(path, { headers: { range: 'bytes=1000-1999' } });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe('bytes 1000-1999/64000');
      expect(part.headers.get('content-length')).toBe('1000');
      expect(part.headers.get('accept-ranges')).toBe('bytes');
      expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1000, 2000));
    });

    it('tells HEAD its length', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      const answer = await sendRaw(port(), `HEAD ${path} HTTP/1.1\nX-User: ada`);
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(/content-length: 64000\r\n/i);
      expect(answer.text.split('\r\n\r\n')[1]).toBe('');
    });

    it('is not sent again if the browser already has it', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      decart.next((_, response) => {
        response.writeHead(304, { etag: '"v1"' });
        response.end();
      });
      const response = await call(path, { headers: { 'if-none-match': '"v1"' } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe('"v1"');
    });

    it.each([
      ['with a length', { 'content-length': 1000 }],
      ['without a length', {}],
    ])('that breaks off does not look whole, %s', async (_, headers) => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      for (const end of ['destroyed', 'stalled']) {
        decart.next((_request, response) => {
          response.writeHead(200, { 'content-type': 'video/mp4', ...headers });
          response.write('the first part', () => end === 'destroyed' && response.destroy());
        });
        const response = await call(path);
        const looksWhole = response.ok && response.arrayBuffer().then(() => true);
        await expect(
          Promise.resolve(looksWhole).catch(() => false),
          end,
        ).resolves.toBe(false);
      }
    });

    it('stops loading when the client disconnects', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      decart.next((_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1024 * MIB });
        const pour = () => {
          while (response.write(Buffer.alloc(64 * 1024)));
        };
        response.on('drain', pour);
        pour();
      });
      const answer = await open(path);
      answer.on('error', () => {});
      answer.once('data', () => answer.destroy());
      await eventually(() => expect(decart.last().aborted).toBe(true));
      await told({ action: 'job.content', outcome: 'aborted' });
    });

    it('is dropped when the client stops reading', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      decart.next((_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1024 * MIB });
        const pour = () => {
          while (response.write(Buffer.alloc(64 * 1024)));
        };
        response.on('drain', pour);
        pour();
      });
      const answer = await open(path);
      answer.on('error', () => {}).pause();
      await eventually(() => expect(decart.last().aborted).toBe(true));
      await told({ action: 'job.content', outcome: 'aborted', code: 'CLIENT_STALLED' });
      answer.destroy();
    });

    it('of 64 MiB comes whole', async () => {
      const submitted = await call('/patient/v1/jobs/lucy-2.5', { method: 'POST' });
      const path = `/patient/v1/jobs/${(await submitted.json()).job_id}/content`;
      const video = randomBytes(64 * MIB);
      decart.next((_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': video.length });
        response.end(video);
      });
      const response = await call(path);
      expect(response.headers.get('content-length')).toBe(String(video.length));
      expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(video));
    });
  });

  describe('other responses of Decart', () => {
    it('compressed, though not requested, arrives intact', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      decart.next((incoming, response) => {
        expect(incoming.headers['accept-encoding']).toBe('identity');
        const body = gzipSync('a video');
        response.writeHead(200, {
          'content-type': 'video/mp4',
          'content-encoding': 'gzip',
          'content-length': body.length,
        });
        response.end(body);
      });
      const response = await call(path);
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await response.text()).toBe('a video');
    });

    it('a redirect is not followed: the key would go to its target', async () => {
      const elsewhere = await startDecart();
      const path = `/api/decart/v1/jobs/${await submit()}`;
      decart.next((_, response) => {
        response.writeHead(302, { location: `${elsewhere.url}/v1/jobs/a` });
        response.end();
      });
      expect((await call(path)).status).toBe(502);
      expect(elsewhere.received).toEqual([]);
      await elsewhere.close();
    });

    it('the key is not passed on, whatever the type', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      for (const type of ['application/json', 'application/octet-stream', 'text/plain']) {
        decart.next((_, response) => {
          response.writeHead(200, { 'content-type': type });
          response.end(`{"detail":"${KEY}"}`);
        });
        expect(await (await call(path)).text()).not.toContain(KEY);
      }
    });

    it('a wrong key is a 500', async () => {
      decart.next((incoming, response) => {
        incoming.resume();
        json(response, 401, { detail: 'Invalid API key' });
      });
      expect((await call('/api/decart/v1/jobs/lucy-2.5', { method: 'POST' })).status).toBe(500);
    });

    it.each(['GET', 'POST'])('nothing in time is a 504, and the %s is not sent again', async (method) => {
      const id = await submit();
      const path = `/api/decart/v1/jobs/${method === 'GET' ? id : 'lucy-2.5'}`;
      const before = decart.received.length;
      decart.next(() => {});
      expect((await call(path, { method })).status).toBe(504);
      await eventually(() => expect(decart.received[before]?.aborted).toBe(true));
      // Were it sent again, that would arrive before this.
      await submit();
      expect(decart.received.slice(before + 1)).toHaveLength(1);
    });

    it('a connection that it closes at that moment is retried', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}`;
      expect((await call(path)).status).toBe(200);
      decart.next((incoming) => incoming.socket.destroy());
      expect((await call(path)).status).toBe(200);
    });
  });

  it('a waiting line takes its capacity from the account, and notices when it grows', async () => {
    const say = (limit: number) =>
      decart.next((incoming, response) => {
        expect(incoming.url).toBe('/v1/realtime/quota');
        json(response, 200, { limit });
      });
    const tickets = new Map<string, string>();
    const ask = async (user: string) => {
      const ticket = tickets.get(user);
      const headers = { 'x-user': user, ...(ticket && { 'x-decart-ticket': ticket }) };
      const response = await call('/line', { method: 'POST', headers });
      tickets.set(user, (await response.json()).ticket);
      return response.status;
    };
    say(1);
    expect(await ask('ada')).toBe(200);
    expect(await ask('bob')).toBe(202);
    // A known value is used for ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    say(2);
    expect(await ask('bob')).toBe(202);
    await eventually(async () => expect(await ask('bob')).toBe(200));
  });

  it('clients of an open endpoint are counted by their address', async () => {
    const ask = () => fetch(`${app.url}/open/v1/jobs/unknown`);
    expect((await ask()).status).toBe(404);
    expect((await ask()).status).toBe(404);
    expect((await ask()).status).toBe(429);
    await told({ status: 429, address: expect.stringMatching(/127\.0\.0\.1/) });
  });

  it('invalid paths are not forwarded', async () => {
    for (const path of [
      'v1/client/tokens',
      'v1/generate/..%2fclient%2ftokens',
      'v1/realtime/quota',
      'x//y',
    ]) {
      const { status } = await sendRaw(port(), `GET /api/decart/${path} HTTP/1.1\nX-User: ada`);
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(decart.received).toEqual([]);
  });
});
