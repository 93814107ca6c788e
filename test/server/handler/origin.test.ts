import { describe, expect, it } from 'vitest';
import { createProxyHandler, type ProxyHandlerOptions } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart, logger } from '../support/ownDecart';

/** The status of a request with these headers. */
async function statusOf(headers: Record<string, string>, options: Partial<ProxyHandlerOptions<null>> = {}) {
  const handler = createProxyHandler({
    apiKey: KEY,
    baseUrl: decart.url,
    logger,
    ...options,
    authorize: 'public',
  });
  const response = await handler(new Request('http://internal:3000/api/decart/v1/jobs/unknown', { headers }));
  return response.status;
}

const PASSED = 404;
const FOREIGN = 403;

describe('a request of the site itself passes', () => {
  it.each<[string, Record<string, string>, Partial<ProxyHandlerOptions<null>>?]>([
    ['with nothing that says where it is from', { host: 'app.example' }],
    ['with its own origin', { host: 'app.example', origin: 'https://app.example' }],
    ['with its own origin on a port', { host: 'app.example:8080', origin: 'http://app.example:8080' }],
    [
      'with a default port that only the host says',
      { host: 'app.example:443', origin: 'https://app.example' },
    ],
    ['with a host in capitals', { host: 'App.Example', origin: 'https://app.example' }],
    ['as the browser says', { host: 'app.example', 'sec-fetch-site': 'same-origin' }],
    ['from the address bar', { host: 'app.example', 'sec-fetch-site': 'none' }],
    ['where the URL is all that says the host', { origin: 'http://internal:3000' }],
    [
      'behind a proxy that is trusted',
      { host: 'internal', origin: 'https://app.example', 'x-forwarded-host': 'app.example' },
      { trustProxy: true },
    ],
    [
      'behind several',
      { host: 'internal', origin: 'https://app.example', 'x-forwarded-host': 'app.example, cdn.internal' },
      { trustProxy: 2 },
    ],
    [
      'behind a proxy that adds its host at the end, as Apache does, whatever the client wrote',
      { host: 'internal', origin: 'https://app.example', 'x-forwarded-host': 'evil.example, app.example' },
      { trustProxy: true },
    ],
    [
      'of a page over https, behind what ends TLS and says nothing',
      { host: 'app.example', origin: 'https://app.example' },
    ],
    [
      'from a link in a mail',
      {
        host: 'app.example',
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
    [
      'for a video in a page of a listed origin, of which browsers say only the referrer',
      { host: 'app.example', 'sec-fetch-site': 'same-site', referer: 'https://www.app.example/page?a=b' },
      { origins: ['https://www.app.example'] },
    ],
    [
      'under a name that is allowed',
      { host: 'App.example:8080' },
      { allowedHosts: ['app.example', 'localhost'] },
    ],
    ['under a name and port that are allowed', { host: '[::1]:3000' }, { allowedHosts: ['[::1]:3000'] }],
    [
      'behind a proxy that is trusted, under a name that is allowed',
      { host: 'internal', 'x-forwarded-host': 'app.example' },
      { trustProxy: true, allowedHosts: ['app.example'] },
    ],
    [
      'behind a proxy that says no host',
      { host: 'app.example', origin: 'https://app.example' },
      { trustProxy: true },
    ],
  ])('%s', async (_, headers, options) => {
    expect(await statusOf(headers, options)).toBe(PASSED);
  });
});

describe('a request of another site does not pass', () => {
  it.each<[string, Record<string, string>, Partial<ProxyHandlerOptions<null>>?]>([
    ['from another host', { host: 'app.example', origin: 'https://evil.example' }],
    ['from a subdomain', { host: 'app.example', origin: 'https://sub.app.example' }],
    ['from another port', { host: 'app.example', origin: 'https://app.example:8443' }],
    ['from nowhere', { host: 'app.example', origin: 'null' }],
    ['from an extension', { host: 'app.example', origin: 'chrome-extension://app.example.evil' }],
    ['without an origin, but cross-site', { host: 'app.example', 'sec-fetch-site': 'cross-site' }],
    ['without an origin, but same-site', { host: 'app.example', 'sec-fetch-site': 'same-site' }],
    [
      'that only names the forwarded host',
      { host: 'app.example', origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
    [
      'that says the host inside',
      { host: 'internal', origin: 'https://internal', 'x-forwarded-host': 'app.example' },
      { trustProxy: true },
    ],
    [
      'that wrote itself before what the proxy adds',
      { host: 'internal', origin: 'https://evil.example', 'x-forwarded-host': 'evil.example, app.example' },
      { trustProxy: true },
    ],
    [
      'over http, where the site is asked over https',
      { host: 'app.example', origin: 'http://app.example', 'x-forwarded-proto': 'https' },
      { trustProxy: true },
    ],
    ['of an app with the same name', { host: 'app.example', origin: 'capacitor://app.example' }],
    [
      'for a video in a page of another origin than the listed',
      { host: 'app.example', 'sec-fetch-site': 'same-site', referer: 'https://evil.app.example/page' },
      { origins: ['https://www.app.example'] },
    ],
    [
      'for a video, with the listed origin in the query of its address',
      {
        host: 'app.example',
        'sec-fetch-site': 'same-site',
        referer: 'https://evil.example/?https://www.app.example',
      },
      { origins: ['https://www.app.example'] },
    ],
    [
      'for a video, from nowhere',
      { host: 'app.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'video' },
      { origins: ['https://www.app.example'] },
    ],
    [
      'whose name was pointed at this server',
      { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
      { allowedHosts: ['app.example', 'localhost'] },
    ],
    [
      'under a port that is not allowed',
      { host: 'localhost:8080', 'sec-fetch-site': 'same-origin' },
      { allowedHosts: ['localhost:3000'] },
    ],
    [
      'that is not on the list',
      { host: 'app.example', origin: 'https://evil.example' },
      { origins: ['https://other.example'] },
    ],
    [
      'that is on the list with another scheme',
      { host: 'app.example', origin: 'http://other.example' },
      { origins: ['https://other.example'] },
    ],
  ])('%s', async (_, headers, options) => {
    expect(await statusOf(headers, options)).toBe(FOREIGN);
  });
});

describe("an app that isn't a web page", () => {
  it.each(['capacitor://localhost', 'tauri://localhost', 'chrome-extension://abcdefghijklmnop', 'app://.'])(
    'may call if its origin is on the list: %s',
    async (origin) => {
      const headers = { host: 'app.example', origin, 'sec-fetch-site': 'cross-site' };
      expect(await statusOf(headers)).toBe(FOREIGN);
      expect(await statusOf(headers, { origins: [origin] })).toBe(PASSED);
      expect(await statusOf({ ...headers, origin: `${origin}x` }, { origins: [origin] })).toBe(FOREIGN);
    },
  );

  it.each([
    'null',
    '*',
    'capacitor://',
    'capacitor://localhost/page',
    'file://',
    'javascript:alert(1)',
    'data:,',
  ])("can't be listed with an invalid origin: %s", (origin) => {
    const make = () => createProxyHandler({ authorize: 'public', apiKey: KEY, origins: [origin] });
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });
});

describe('a page of an origin on the list', () => {
  const OTHER = 'https://other.example';
  const handler = () =>
    createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url, origins: [`${OTHER}/`] });
  const ask = (method: string, headers: Record<string, string>) =>
    new Request('https://app.example/api/decart/v1/jobs/unknown', {
      method,
      headers: { host: 'app.example', 'sec-fetch-site': 'cross-site', ...headers },
    });

  it('may read the responses, errors too', async () => {
    const response = await handler()(ask('GET', { origin: OTHER }));
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBe(OTHER);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    for (const name of [
      'Retry-After',
      'Content-Disposition',
      'ETag',
      'X-Request-Id',
      'RateLimit-Remaining',
    ]) {
      expect(response.headers.get('access-control-expose-headers')).toContain(name);
    }
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it('is told so in the preflight', async () => {
    const response = await handler().OPTIONS(
      ask('OPTIONS', {
        origin: OTHER,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,user-agent,x-api-key',
      }),
    );
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(OTHER);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, DELETE, OPTIONS');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,user-agent,x-api-key');
    expect(response.headers.get('access-control-max-age')).toBe('600');
  });

  it('gets no CORS header for another origin, nor the site itself for its own', async () => {
    const foreign = await handler()(ask('OPTIONS', { origin: 'https://evil.example' }));
    expect(foreign.status).toBe(403);
    const own = await handler()(
      ask('GET', { origin: 'https://app.example', 'sec-fetch-site': 'same-origin' }),
    );
    expect(own.status).toBe(404);
    for (const response of [foreign, own]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.headers.get('vary')).toBe('Origin');
    }
  });
});
