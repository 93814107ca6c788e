import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { json, KEY, startDecart } from './support/decart';
import { IMAGE, proxy } from './support/openEndpoints';
import { decart } from './support/ownDecart';
import { sendRaw } from './support/raw';

describe('what goes through is what was intended', () => {
  const UP = [
    'accept',
    'accept-encoding',
    'connection',
    'content-length',
    'content-type',
    'host',
    'range',
    'user-agent',
    'x-api-key',
  ];

  it("credentials, cookies, hop-by-hop and forwarding headers stay here, and the client's own key too", async () => {
    const head = `POST ${IMAGE}?seed=1&a=%2e%2e/%0d%0a HTTP/1.1
X-Api-Key: dct_somebody-elses
Authorization: Bearer secret
Cookie: session=secret
Proxy-Authorization: Basic c2VjcmV0
Connection: close, X-Secret, X-Api-Key
X-Secret: secret
Keep-Alive: timeout=1
TE: trailers
Upgrade: h2c
Forwarded: for=secret
X-Forwarded-For: secret
X-Real-IP: secret
Via: secret
Referer: https://secret.example
X-HTTP-Method-Override: DELETE
__proto__: secret
Accept: image/*
Accept-Encoding: gzip, br
Range: bytes=0-1
User-Agent: test/1
Content-Type: text/plain
Content-Length: 3`;
    await sendRaw(proxy.port, head, { body: 'abc' });
    const { headers, url, method, bytes } = decart.last();
    expect(Object.keys(headers).sort()).toEqual(UP);
    expect(headers).toMatchObject({
      'x-api-key': KEY,
      'accept-encoding': 'identity',
      'user-agent': 'test/1 decart-react',
    });
    expect(JSON.stringify(headers)).not.toMatch(/secret|somebody/);
    expect({ url, method, bytes }).toEqual({
      url: '/v1/generate/lucy-image-2?seed=1&a=%2e%2e/%0d%0a',
      method: 'POST',
      bytes: 3,
    });
  });

  it("Decart's cookies, hop-by-hop, CORS and server headers stay there", async () => {
    decart.next((request, response) => {
      request.resume();
      json(
        response,
        200,
        { ok: true },
        {
          'set-cookie': ['a=1', 'b=2'],
          'keep-alive': 'timeout=99',
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'strict-transport-security': 'max-age=1',
          'clear-site-data': '"*"',
          'x-echo': KEY,
          // One after the other, even once sorted.
          etag: `"${KEY}"`,
          'content-language': KEY,
          'content-disposition': KEY,
          'last-modified': KEY,
          server: 'decart',
          'x-request-id': 'r1',
        },
      );
    });
    const { text } = await sendRaw(proxy.port, 'GET /api/decart/v1/jobs/a HTTP/1.1');
    const names = [...(text.split('\r\n\r\n')[0]?.matchAll(/^([\w-]+):/gm) ?? [])].map(([, name]) =>
      name?.toLowerCase(),
    );
    expect(names.sort()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-security-policy',
      'content-type',
      'date',
      'vary',
      'x-content-type-options',
      'x-request-id',
    ]);
    expect(text).not.toContain(KEY);
  });

  it('a gzip bomb is forwarded unchanged', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const head = `POST ${IMAGE} HTTP/1.1\nContent-Type: text/plain\nContent-Encoding: gzip\nContent-Length: ${bomb.length}`;
    await sendRaw(proxy.port, head, { body: bomb.toString('latin1') });
    expect(decart.last().headers['content-encoding']).toBe('gzip');
    expect(decart.last().bytes).toBe(bomb.length);
  });

  it('a response that repeats the key is passed on without it', async () => {
    const echo = { detail: `Invalid API key: ${KEY}` };
    for (const status of [200, 400, 403, 500]) {
      decart.next((_, response) => json(response, status, echo));
      const answer = await sendRaw(proxy.port, 'GET /api/decart/v1/jobs/a HTTP/1.1');
      expect(answer.status).toBe(status);
      expect(answer.text).toContain('Invalid API key: ');
      expect(answer.text).not.toContain(KEY);
    }
  });

  it('a redirect is not followed: the key would go to its target', async () => {
    const elsewhere = await startDecart();
    decart.next((_, response) => {
      response.writeHead(302, { location: `${elsewhere.url}/v1/jobs/a` });
      response.end();
    });
    const answer = await sendRaw(proxy.port, 'GET /api/decart/v1/jobs/a/content HTTP/1.1');
    expect(answer.status).toBe(502);
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });
});
