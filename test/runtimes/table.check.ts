import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createDecartClient, models } from '@decartai/sdk';
import { describe, expect, it } from 'vitest';
import { json, KEY, startDecart } from '../server/support/decart';
import { eventually } from '../server/support/eventually';
import { sendRaw } from '../server/support/raw';
import { app, call, decart, MIB, onRuntime, port, sha256, submit, told } from './onRuntime';
import { RUNTIMES } from './runtimes';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe.each(Object.keys(RUNTIMES))('%s', (name) => {
  onRuntime(name);

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
