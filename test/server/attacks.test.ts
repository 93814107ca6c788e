import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createProxyHandler, toNodeHandler } from '../../src/server';
import { KEY } from './support/decart';
import { eventually } from './support/eventually';
import { listen } from './support/listen';
import { IMAGE, proxy } from './support/openEndpoints';
import { decart, logger } from './support/ownDecart';
import { sendRaw } from './support/raw';

const LONG = 'a'.repeat(8000);

describe('what must not get through the proxy', () => {
  it.each<[name: string, head: string, status: number]>([
    ['the token endpoint', 'POST /api/decart/v1/client/tokens HTTP/1.1', 404],
    ['the quota', 'GET /api/decart/v1/realtime/quota HTTP/1.1', 404],
    ['an unknown path', 'GET /api/decart/v1/account HTTP/1.1', 404],
    ['the root', 'GET / HTTP/1.1', 404],
    ['the base path alone', 'GET /api/decart HTTP/1.1', 404],
    ['a path that only begins like the base path', 'GET /api/decartv1/jobs/a HTTP/1.1', 404],
    ['the path without the base path', 'POST /v1/generate/lucy-image-2 HTTP/1.1', 404],
    ['another case', 'POST /api/decart/V1/Generate/lucy-image-2 HTTP/1.1', 404],
    ['two slashes at the end', 'GET /api/decart/v1/jobs/a// HTTP/1.1', 404],
    ['a slash at the end of nothing', 'GET /api/decart/v1/jobs/ HTTP/1.1', 404],
    ['dots up to the tokens', 'POST /api/decart/v1/generate/../client/tokens HTTP/1.1', 400],
    ['dots within what is allowed', 'GET /api/decart/v1/files/../jobs/a HTTP/1.1', 400],
    ['dots out of the base path', 'GET /api/decart/../../v1/jobs/a HTTP/1.1', 400],
    ['encoded dots', 'POST /api/decart/v1/generate/%2e%2e/client/tokens HTTP/1.1', 400],
    ['half-encoded dots', 'POST /api/decart/v1/generate/.%2E/client/tokens HTTP/1.1', 400],
    ['twice-encoded dots', 'POST /api/decart/v1/generate/%252e%252e HTTP/1.1', 404],
    ['an encoded slash', 'POST /api/decart/v1/generate/..%2fclient%2ftokens HTTP/1.1', 404],
    ['an encoded slash in place of a slash', 'GET /api/decart/v1%2fjobs/a HTTP/1.1', 404],
    ['two slashes', 'GET /api/decart//v1/jobs/a HTTP/1.1', 404],
    ['two slashes in front', 'GET //api/decart/v1/jobs/a HTTP/1.1', 404],
    ['backslashes', 'GET /api/decart\\v1\\jobs\\a HTTP/1.1', 400],
    ['an encoded backslash', 'GET /api/decart/v1/jobs/..%5ca HTTP/1.1', 404],
    ['an absolute target', 'GET http://evil.example/api/decart/v1/jobs/a HTTP/1.1', 400],
    ['a scheme-relative target', 'GET //evil.example/api/decart/v1/jobs/a HTTP/1.1', 404],
    ['a target that is no path', 'GET v1/jobs/a HTTP/1.1', 400],
    ['an asterisk', 'OPTIONS * HTTP/1.1', 400],
    ['user info before the path', 'GET @evil.example/api/decart/v1/jobs/a HTTP/1.1', 400],
    ['a fragment', 'GET /api/decart/v1/jobs/a#/../../client/tokens HTTP/1.1', 400],
    ['a semicolon', 'GET /api/decart/v1/jobs/a;/content HTTP/1.1', 404],
    ['an encoded question mark', 'GET /api/decart/v1/jobs/a%3fb HTTP/1.1', 404],
    ['a query without end', `GET /api/decart/v1/jobs/a?${LONG} HTTP/1.1`, 414],
    ['an encoded line break', 'GET /api/decart/v1/jobs/a%0d%0aX-Evil:%201 HTTP/1.1', 404],
    ['a line break in the target', 'GET /api/decart/v1/jobs/a\r\nX-Evil: 1 HTTP/1.1', 400],
    ['a NUL', 'GET /api/decart/v1/jobs/a%00 HTTP/1.1', 404],
    ['a raw NUL', 'GET /api/decart/v1/jobs/a\0 HTTP/1.1', 400],
    ['a broken escape', 'GET /api/decart/v1/jobs/%zz HTTP/1.1', 404],
    ['an unfinished escape', 'GET /api/decart/v1/jobs/a% HTTP/1.1', 404],
    ['overlong UTF-8', 'GET /api/decart/v1/jobs/%c0%ae%c0%ae HTTP/1.1', 404],
    ['letters that look alike', 'GET /api/decart/v1/jobs/%ef%bc%8e%ef%bc%8e HTTP/1.1', 404],
    ['raw bytes', 'GET /api/decart/v1/jobs/\u00e4 HTTP/1.1', 400],
    ['a very long path', `GET /api/decart/v1/jobs/${LONG} HTTP/1.1`, 404],
    ['a path that is longer than a head may be', `GET /api/decart/v1/jobs/${LONG.repeat(3)} HTTP/1.1`, 431],
    ['an unknown method', 'BREW /api/decart/v1/jobs/a HTTP/1.1', 400],
    ['a known method that nothing takes', 'PROPFIND /api/decart/v1/jobs/a HTTP/1.1', 405],
    ['PUT', `PUT ${IMAGE} HTTP/1.1\nContent-Length: 0`, 405],
    ['PATCH', `PATCH ${IMAGE} HTTP/1.1\nContent-Length: 0`, 405],
    ['TRACE', 'TRACE /api/decart/v1/jobs/a HTTP/1.1', 405],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1', 0],
    ['deleting a job', 'DELETE /api/decart/v1/jobs/a HTTP/1.1', 405],
    ['reading a file', 'GET /api/decart/v1/files/file_a HTTP/1.1', 404],
    ['deleting a file', 'DELETE /api/decart/v1/files/file_a HTTP/1.1', 404],
    ['watching a stream', 'POST /api/decart/watch-stream/room-1 HTTP/1.1\nContent-Length: 0', 403],
    ['HEAD of a job', 'HEAD /api/decart/v1/jobs/a HTTP/1.1', 405],
    ['HEAD of a file', 'HEAD /api/decart/v1/files/file_a HTTP/1.1', 405],
    ['listing the files', 'GET /api/decart/v1/files HTTP/1.1', 405],
    ['another method by header', `GET ${IMAGE} HTTP/1.1\nX-HTTP-Method-Override: POST`, 405],
    ['another path by header', 'GET /api/decart/x HTTP/1.1\nX-Original-URL: /api/decart/v1/jobs/a', 404],
    ['a foreign origin', 'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: https://evil.example', 403],
    ['the null origin', 'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: null', 403],
    [
      'an image of another site',
      'GET /api/decart/v1/jobs/a HTTP/1.1\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image',
      403,
    ],
    [
      "a frame in another site's page",
      'GET /api/decart/v1/jobs/a HTTP/1.1\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe',
      403,
    ],
    [
      "another site's form",
      `POST ${IMAGE} HTTP/1.1\nContent-Length: 0\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document`,
      403,
    ],
    ["an app's scheme", 'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: capacitor://127.0.0.1', 403],
    ['an empty origin', 'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: ', 403],
    [
      'a cross-site request without an origin',
      'GET /api/decart/v1/jobs/a HTTP/1.1\nSec-Fetch-Site: cross-site',
      403,
    ],
    ['a same-site request', 'GET /api/decart/v1/jobs/a HTTP/1.1\nSec-Fetch-Site: same-site', 403],
    ['a preflight from a foreign origin', `OPTIONS ${IMAGE} HTTP/1.1\nOrigin: https://evil.example`, 403],
    [
      'a forwarded host that nobody trusts',
      'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: https://evil.example\nX-Forwarded-Host: evil.example',
      403,
    ],
    ['two lengths', `POST ${IMAGE} HTTP/1.1\nContent-Length: 1\nContent-Length: 2`, 400],
    ['a length and chunks', `POST ${IMAGE} HTTP/1.1\nContent-Length: 1\nTransfer-Encoding: chunked`, 400],
    ['a length that is none', `POST ${IMAGE} HTTP/1.1\nContent-Length: 1e3`, 400],
    ['a negative length', `POST ${IMAGE} HTTP/1.1\nContent-Length: -1`, 400],
    ['an odd transfer-encoding', `POST ${IMAGE} HTTP/1.1\nTransfer-Encoding: chunked, identity`, 400],
    ['a folded header', 'GET /api/decart/v1/jobs/a HTTP/1.1\nX-A: b\n c', 400],
    ['a space before the colon', 'GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin : https://evil.example', 400],
    ['a body that says it is too large', `POST ${IMAGE} HTTP/1.1\nContent-Length: 1000001`, 413],
  ])('%s', async (_, head, status) => {
    const answer = await sendRaw(proxy.port, head);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).not.toContain(KEY);
    expect(decart.received).toEqual([]);
  });

  it.each([
    ['a foreign host that has the origin', 'Host: evil.example\nOrigin: https://app.example', 403],
    ['a host with a path in it', 'Host: app.example/api/decart/v1/jobs/a?', 400],
    ['a host with user info', 'Host: a@evil.example', 400],
    ['no host', 'X-A: b', 400],
  ])('%s', async (_, headers, status) => {
    const head = `GET /api/decart/v1/jobs/a HTTP/1.1\nConnection: close\n${headers}`;
    const answer = await sendRaw(proxy.port, head, { bare: true });
    expect(answer.status, answer.text).toBe(status);
    expect(decart.received).toEqual([]);
  });

  it.each([
    ['another port', (port: number) => `http://127.0.0.1:${port + 1}`],
    ['a host that begins the same', (port: number) => `http://127.0.0.1:${port}.evil.example`],
    ['user info that looks like the host', (port: number) => `http://127.0.0.1:${port}@evil.example`],
    ['two origins', (port: number) => `http://127.0.0.1:${port}, https://evil.example`],
    ['a scheme without a host', () => 'file://'],
  ])('an origin with %s', async (_, origin) => {
    const head = `GET /api/decart/v1/jobs/a HTTP/1.1\nOrigin: ${origin(proxy.port)}`;
    expect(await sendRaw(proxy.port, head)).toMatchObject({ status: 403 });
    expect(decart.received).toEqual([]);
  });

  it('an endless body: it is cut off at the limit, and the client gets an error', async () => {
    decart.next((request) => request.resume());
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(proxy.port, '127.0.0.1');
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      let text = '';
      let closed = false;
      const pour = () => {
        while (!closed && socket.write(chunk));
      };
      socket.write(`POST ${IMAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`);
      socket.on('drain', pour);
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('error', () => {});
      // It sends for as long as it may, long after the response: the server must end it.
      socket.on('close', () => {
        closed = true;
        resolve(text);
      });
      pour();
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('TOO_LARGE');
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });

  it('a body shorter than its declared length: the call is aborted', async () => {
    decart.next((request) => request.resume());
    const socket = connect(proxy.port, '127.0.0.1');
    socket.write(`POST ${IMAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nabc`);
    await eventually(() => expect(decart.received).toHaveLength(1));
    socket.destroy();
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });

  // Such servers accept what HTTP doesn't allow.
  it('a second request hidden behind two lengths, on a server that takes both', async () => {
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url, logger });
    const lax = await listen(createServer({ insecureHTTPParser: true }, toNodeHandler(handler)));
    const hidden = 'POST /v1/client/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';
    const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
    for (const length of [4, 1000]) {
      const head = `POST ${IMAGE} HTTP/1.1\nContent-Type: text/plain\nContent-Length: ${length}\nTransfer-Encoding: chunked`;
      await sendRaw(lax.port, head, { body: chunked });
    }
    // Other users' calls, on kept-alive connections.
    for (let call = 0; call < 3; call += 1) {
      const answer = await sendRaw(lax.port, 'GET /api/decart/v1/jobs/a HTTP/1.1');
      expect(answer.text).toContain('Job not found');
    }
    expect(decart.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      ...Array.from({ length: 2 }, () => 'POST /v1/generate/lucy-image-2'),
      ...Array.from({ length: 3 }, () => 'GET /v1/jobs/a'),
    ]);
    expect(decart.received.map(({ bytes }) => bytes)).toEqual([hidden.length, hidden.length, 0, 0, 0]);
    await lax.close();
  });

  it('a second request hidden in the first: what follows the body is a separate request', async () => {
    const hidden = 'GET /api/decart/v1/client/tokens HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const head = `POST ${IMAGE} HTTP/1.1\nHost: 127.0.0.1\nContent-Type: text/plain\nContent-Length: 3`;
    const { text } = await sendRaw(proxy.port, head, { body: `abc${hidden}`, bare: true });
    expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 422', 'HTTP/1.1 404']);
    expect(decart.received).toHaveLength(1);
  });
});
