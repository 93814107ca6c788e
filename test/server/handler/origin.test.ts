import { createServer } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createProxyHandler,
  createTokenHandler,
  type ProxyHandlerOptions,
  type TokenHandlerOptions,
} from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';
import { sendRaw } from '../support/raw';

const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };
afterEach(() => {
  logged.length = 0;
});

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterAll(() => decart.close());

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

/** A token route with its own port. */
async function serveTokens(options: Partial<TokenHandlerOptions<null>> = {}) {
  const handler = createTokenHandler({
    apiKey: KEY,
    baseUrl: decart.url,
    logger,
    ...options,
    authorize: 'public',
  });
  const server = await serve(handler);
  onTestFinished(server.close);
  return server;
}

const PAGE = 'http://localhost:5173';

describe('a page whose requests come through a proxy that changes `Host`', () => {
  it.each<[string, (target: string) => string | { target: string }]>([
    ['a string', (target) => target],
    ['an object', (target) => ({ target })],
  ])("gets its token from behind Vite's `server.proxy` with %s", async (_, entry) => {
    const { url } = await serveTokens();
    const vite = await createServer({
      configFile: false,
      logLevel: 'silent',
      optimizeDeps: { noDiscovery: true },
      server: {
        host: '127.0.0.1',
        port: 0,
        hmr: false,
        ws: false,
        watch: null,
        proxy: { '/api': entry(url) },
      },
    });
    onTestFinished(() => vite.close());
    await vite.listen();
    const address = vite.httpServer?.address();
    if (typeof address !== 'object' || !address) throw new Error('Vite does not listen.');
    const page = `http://127.0.0.1:${address.port}`;
    const ask = `POST /api/decart/token HTTP/1.1\nContent-Length: 0\nOrigin: ${page}`;

    const answer = await sendRaw(address.port, `${ask}\nSec-Fetch-Site: same-origin`);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('"apiKey":"ek_') });
    // Decart binds the token to the page, not to the server behind it.
    expect(decart.last().json).toEqual({ allowedOrigins: [page] });
  });

  it.each([
    ['of another site', `Origin: ${PAGE}\nSec-Fetch-Site: cross-site`],
    ['of the same site', `Origin: ${PAGE}\nSec-Fetch-Site: same-site`],
    ['of a browser that does not say', `Origin: ${PAGE}`],
    ['without an origin of its own', 'Origin: null\nSec-Fetch-Site: same-origin'],
    ['with an empty origin', 'Origin: \nSec-Fetch-Site: same-origin'],
    ['with an address for an origin', `Origin: ${PAGE}/page\nSec-Fetch-Site: same-origin`],
    ['with two origins', `Origin: ${PAGE}, https://b.example\nSec-Fetch-Site: same-origin`],
    ['with user info', 'Origin: http://a@localhost:5173\nSec-Fetch-Site: same-origin'],
    ['of an extension', 'Origin: chrome-extension://abcdefgh\nSec-Fetch-Site: same-origin'],
    ['of a file', 'Origin: file://\nSec-Fetch-Site: same-origin'],
    ['that says two things at once', `Origin: ${PAGE}\nSec-Fetch-Site: same-origin, cross-site`],
    ['from the address bar, with an origin', `Origin: ${PAGE}\nSec-Fetch-Site: none`],
  ])('is refused when it is one %s', async (_, headers) => {
    const { port } = await serveTokens();
    decart.received.length = 0;
    const answer = await sendRaw(port, `POST / HTTP/1.1\nContent-Length: 0\n${headers}`);
    expect(answer.status, answer.text).toBe(403);
    expect(decart.received).toEqual([]);
  });
});

describe('the origin that a token is bound to', () => {
  it.each(['data', 'javascript', 'ftp', 'x', ''])(
    'is a web origin, whatever a client writes as its scheme: "%s"',
    async (scheme) => {
      const { port, url } = await serveTokens({ trustProxy: true });
      const head = `POST / HTTP/1.1\nContent-Length: 0\nX-Forwarded-Proto: ${scheme}`;
      expect(await sendRaw(port, head)).toMatchObject({ status: 200 });
      expect(decart.last().json).toEqual({ allowedOrigins: [url] });
    },
  );
});

describe("the server's owner", () => {
  const from = (origin: string) => `POST / HTTP/1.1\nContent-Length: 0\nOrigin: ${origin}`;

  it('reads in the log which page was refused and what to do, once for each', async () => {
    const { port } = await serveTokens();
    for (const origin of [PAGE, PAGE, 'capacitor://localhost']) await sendRaw(port, from(origin));
    expect(logged).toEqual([
      expect.stringContaining(`createTokenHandler refused a page of ${PAGE}`),
      expect.stringContaining('createTokenHandler refused a page of capacitor://localhost'),
    ]);
    expect(logged[0]).toContain(`the request was sent to 127.0.0.1:${port}`);
    expect(logged[0]).toContain('`origins`');
    expect(logged[0]).toContain('`trustProxy`');
  });

  it('is also told about a page without an origin', async () => {
    const { port } = await serveTokens();
    await sendRaw(port, 'POST / HTTP/1.1\nContent-Length: 0\nSec-Fetch-Site: cross-site');
    expect(logged).toEqual([expect.stringContaining('refused a page of another site')]);
  });

  it('finds nothing in the log that a client sent as its origin', async () => {
    const { port } = await serveTokens();
    for (const origin of ['dct_secret', `https://user:secret@app.example/secret?secret`, '\x1b[31msecret'])
      await sendRaw(port, from(origin));
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toContain('secret');
  });

  it('keeps a log of limited size, whatever the requests', async () => {
    const { url } = await serveTokens();
    const ask = (index: number) => {
      const origin = `https://a${index}.${'example.'.repeat(50)}example`;
      return fetch(url, { method: 'POST', headers: { origin } });
    };
    const answers = await Promise.all(Array.from({ length: 120 }, (_, index) => ask(index)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([403]));
    expect(logged).toHaveLength(100);
    expect(Math.max(...logged.map((line) => line.length))).toBeLessThan(500);
  });

  it('is told nothing about pages that are allowed', async () => {
    const { port } = await serveTokens({ origins: [PAGE] });
    expect(await sendRaw(port, from(PAGE))).toMatchObject({ status: 200 });
    expect(logged).toEqual([]);
  });
});
