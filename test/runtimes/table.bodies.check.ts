import { createHash, randomBytes } from 'node:crypto';
import { get, type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { endless } from '../server/support/countedUpstream';
import { json } from '../server/support/decart';
import { eventually } from '../server/support/eventually';
import { sendRaw } from '../server/support/raw';
import { app, call, decart, MIB, onRuntime, port, sha256, submit, told } from './onRuntime';
import { RUNTIMES } from './runtimes';

const open = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${app.url}${path}`, { agent: false, headers: { 'x-user': 'ada' } }, resolve).on('error', reject);
  });

describe.each(Object.keys(RUNTIMES))('%s', (name) => {
  onRuntime(name);

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
      decart.next(endless);
      const answer = await open(path);
      answer.on('error', () => {});
      answer.once('data', () => answer.destroy());
      await eventually(() => expect(decart.last().aborted).toBe(true));
      await told({ action: 'job.content', outcome: 'aborted' });
    });

    it('is dropped when the client stops reading', async () => {
      const path = `/api/decart/v1/jobs/${await submit()}/content`;
      decart.next(endless);
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
});
