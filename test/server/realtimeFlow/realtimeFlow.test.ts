import { createServer } from 'node:http';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHROMIUM_ARGS, findChromium } from '../../../scripts/chromium.mjs';
import { createTokenHandler, toNodeHandler } from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { type Listening, listen } from '../support/listen';

const PATIENCE = { timeout: 40_000, interval: 100 };

let decart: Decart;
let app: Listening;
let browser: Browser;

beforeAll(async () => {
  decart = await startDecart();
  const script = await bundle();
  const token = toNodeHandler(
    createTokenHandler({
      authorize: (request) => /session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1],
      // Short enough for a renewal to be seen.
      tokenOptions: (user) => ({ expiresIn: 4, metadata: { userId: user } }),
      apiKey: KEY,
      baseUrl: decart.url,
    }),
  );
  app = await listen(
    createServer((request, response) => {
      if (request.url === '/api/decart/token') return void token(request, response);
      const isScript = request.url === '/page.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
    }),
  );
  const executablePath = findChromium();
  browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await decart?.close();
});

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: 'test/server/realtimeFlow/page.tsx', formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('The page could not be bundled.');
  return result.output[0].code;
}

/** The tokens that Decart has created so far, in order. */
const minted: string[] = [];

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera'] });
  await context.addCookies([{ name: 'session', value: 'ada', url: app.url, httpOnly: true }]);
  const page = await context.newPage();
  page.on('response', async (response) => {
    if (!response.url().endsWith('/token')) return;
    // When a page closes, its responses are gone too.
    const answer = await response.json().catch(() => null);
    if (answer) minted.push(answer.apiKey);
  });
  return page;
}

type Use = { apiKey: string; open: boolean }[];
const keysInUse = (page: Page) => page.evaluate<Use>('keysInUse()');

const waitFor = (page: Page, status: string) =>
  page.locator(`.decart-video[data-status="${status}"]`).waitFor(PATIENCE);

/** Everything that a page can leave behind, as one text. */
const leftBehind = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await window.caches.keys().catch(() => []);
    const { href } = window.location;
    const markup = document.documentElement.outerHTML;
    const entries = performance.getEntries().map(({ name }) => name);
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      databases,
      caches,
      document.cookie,
      href,
      history.state,
      markup,
      entries,
    ]);
  });

it('a page goes live with a token from the route, renews it in time, and keeps it nowhere', async () => {
  const said: string[] = [];
  const page = await openPage();
  page.on('console', (message) => said.push(message.text()));
  await page.goto(app.url);
  await waitFor(page, 'generating');
  expect(minted[0]).toMatch(/^ek_/);
  expect(await keysInUse(page)).toEqual([{ apiKey: minted[0], open: true }]);
  expect(decart.received[0]?.json).toEqual({
    expiresIn: 4,
    metadata: { userId: 'ada' },
    allowedOrigins: [app.url],
  });

  // Renewed before it expires, while the session continues.
  await vi.waitFor(() => expect(minted.length).toBeGreaterThanOrEqual(2), PATIENCE);
  expect(new Set(minted).size).toBe(minted.length);
  expect(await keysInUse(page)).toEqual([{ apiKey: minted[0], open: true }]);

  const before = minted.length;
  await page.reload();
  await waitFor(page, 'generating');
  // A new page knows nothing about the old one: it requests a new token, and uses that.
  const uses = await keysInUse(page);
  expect(uses).toEqual([{ apiKey: expect.any(String), open: true }]);
  expect(minted.indexOf(uses[0]?.apiKey ?? '')).toBeGreaterThanOrEqual(before);

  const traces = `${await leftBehind(page)}${said.join()}`;
  for (const secret of [...minted, KEY, 'eyJh.eyJp.c2ln']) expect(traces).not.toContain(secret);
  const { cookies, origins } = await page.context().storageState({ indexedDB: true });
  expect(cookies.map(({ name }) => name)).toEqual(['session']);
  expect(origins).toEqual([]);
  await page.context().close();
});

it('a page whose user is not signed in says so, and opens no session', async () => {
  const page = await openPage();
  await page.context().clearCookies();
  await page.goto(app.url);
  await waitFor(page, 'error');
  expect(await keysInUse(page)).toEqual([]);
  await page.context().close();
});
