import { createServer } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTokenHandler, type TokenHandlerOptions } from '../../../src/server';
import { KEY } from '../support/decart';
import { serve } from '../support/listen';
import { decart, logged, logger } from '../support/ownDecart';
import { sendRaw } from '../support/raw';

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
