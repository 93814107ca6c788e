// Runs every example as a user would, from the packed tarball: installs it, builds it, starts it with a key against a
// Decart of our own, and without a key in Chromium on the sandbox.
//
//   npm run build && node scripts/check-examples.mjs [express hono nextjs vite waiting-line]
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { check, goLive, listen, openBrowser, openPage, PATIENCE, pack, run, startApp } from './real-apps.mjs';

const KEY = `dct_${randomBytes(12).toString('hex')}`;
const LEFTOVERS = new Set(['node_modules', 'dist', '.next', 'package-lock.json', 'next-env.d.ts']);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A minimal Decart for the examples: tokens, and an image made from the upload. */
async function startDecart() {
  const tokens = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.headers['x-api-key'] !== KEY) {
      response.writeHead(401).end(JSON.stringify({ detail: `Invalid key ${request.headers['x-api-key']}` }));
    } else if (request.url === '/v1/client/tokens') {
      tokens.push(JSON.parse(body));
      response.setHeader('content-type', 'application/json');
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      response.end(JSON.stringify({ apiKey: `ek_${tokens.length}`, expiresAt }));
    } else {
      response.setHeader('content-type', 'image/png');
      response.end(body);
    }
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, tokens, close: () => server.close() };
}

async function checkServer(folder, { tokenSeconds = 60 }) {
  const decart = await startDecart();
  const app = await startApp(folder, { DECART_API_KEY: KEY, DECART_BASE_URL: decart.url });
  const seen = [];
  const call = async (path, init = {}) => {
    const response = await fetch(`${app.url}${path}`, init);
    const body = Buffer.from(await response.arrayBuffer());
    seen.push(JSON.stringify([...response.headers]), body.toString('latin1'));
    return { status: response.status, headers: response.headers, body };
  };
  try {
    const page = await call('/');
    check(page.status === 200 && page.body.includes('<html'), 'it serves its page');
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const post = { method: 'POST', headers: { cookie, origin: app.url } };

    const stranger = await call('/api/decart/token', { method: 'POST' });
    check(stranger.status === 401, 'a stranger gets no token');
    const foreign = { method: 'POST', headers: { cookie, origin: 'https://evil.example' } };
    check((await call('/api/decart/token', foreign)).status === 403, "another site's page gets no token");
    const token = await call('/api/decart/token', post);
    check(JSON.parse(token.body).apiKey === 'ek_1', 'a user gets a token');
    check(decart.tokens[0].allowedOrigins[0] === app.url, 'which is bound to the site');
    check(JSON.parse(token.body).expiresIn === tokenSeconds, 'and says how long it is valid');

    const image = randomBytes(2_000_000);
    const form = new FormData();
    form.append('data', new Blob([image]));
    form.append('prompt', 'x');
    const body = Buffer.from(await new Response(form).arrayBuffer());
    const headers = { ...post.headers, 'content-type': 'multipart/form-data; boundary=x' };
    const edited = await call('/api/decart/v1/generate/lucy-image-2', { ...post, headers, body });
    check(sha256(edited.body) === sha256(body), 'an image goes through the proxy and back, byte for byte');
    check(
      (await call('/api/decart/v1/generate/lucy-clip', { ...post, headers, body })).status === 403,
      'another model does not',
    );
    check((await call('/api/decart/v1/client/tokens', post)).status === 404, 'nothing else goes through');
    if (METERED.has(basename(folder))) await checkMeter(call, post, decart);
    check(!`${seen.join()}${app.output()}`.includes(KEY), 'and the key is nowhere to be seen');
  } finally {
    app.stop();
    decart.close();
  }
}

async function checkMeter(call, post, decart) {
  const headers = { ...post.headers, 'content-type': 'application/json' };
  const report = (usage) => call('/api/usage', { ...post, headers, body: JSON.stringify(usage) });
  await report({ sessionId: 'a', sessionSeconds: 400 });
  await report({ sessionId: 'a', sessionSeconds: 590 });
  await report({ sessionId: 'a', sessionSeconds: 10 });
  check(
    (await report({ sessionId: 'a', sessionSeconds: -1e9 })).status === 400,
    'negative seconds are refused',
  );
  const left = JSON.parse((await call('/api/usage', { headers: post.headers })).body).secondsLeft;
  check(left === 10, 'the largest report of each session counts');
  await call('/api/decart/token', post);
  const { maxSessionDuration } = decart.tokens.at(-1).constraints.realtime;
  check(maxSessionDuration === 10, 'a session lasts no longer than what is left');
  await report({ sessionId: 'b', sessionSeconds: 10 });
  const refused = await call('/api/decart/token', post);
  check(refused.status === 402, 'a user with no time left gets no token');
  check(/free minutes/.test(refused.body), 'and reads why');
  await call('/buy', post);
  check((await call('/api/decart/token', post)).status === 200, 'until there is more');
}

/** Two sessions: after the first the free seconds are used up. */
async function checkPaywall(folder, browser) {
  const app = await startApp(folder, { FREE_SECONDS: '1' });
  const { page, faults, close } = await openPage(browser);
  try {
    await page.goto(app.url);
    await goLive(page);
    await page.getByText('0:01').first().waitFor(PATIENCE);
    const reported = page.waitForResponse((response) => response.url().endsWith('/api/usage'), PATIENCE);
    await page.getByRole('button', { name: 'Stop' }).click();
    check((await reported).status() === 204, 'the page reports what a session has used');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Payment is required to continue.').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Buy 10 minutes' }).click();
    await goLive(page);
    check(faults.length === 0, `and asks for payment before the next one, which then goes live ${faults}`);
  } finally {
    await close();
    app.stop();
  }
}

/** Users on two processes share one slot, one line and one limit. */
async function checkLine(folder) {
  const decart = await startDecart();
  const app = await startApp(folder, { DECART_API_KEY: KEY, DECART_BASE_URL: decart.url, CAPACITY: '1' });
  async function enter() {
    const page = await fetch(app.url);
    const cookie = page.headers.getSetCookie()[0].split(';')[0];
    return async (headers = {}) => {
      const post = { method: 'POST', headers: { cookie, origin: app.url, ...headers } };
      const response = await fetch(`${app.url}/api/decart/token`, post);
      const text = await response.text();
      return { status: response.status, json: text && JSON.parse(text) };
    };
  }
  const stats = async () => (await fetch(`${app.url}/stats`)).text();
  try {
    const [ada, bob] = [await enter(), await enter()];
    const session = await ada();
    check(session.status === 200, 'the first gets a session');
    // Many requests at once, each on its own connection, so that both processes answer.
    const answers = await Promise.all(Array.from({ length: 16 }, stats));
    const pids = answers.map((text) => /process<\/th><td>(\d+)/.exec(text)[1]);
    check(new Set(pids).size === 2, 'two processes answer behind one port');
    check(
      answers.every((text) => text.includes('Slots taken</th><td>1<')),
      'and each reports that one slot is taken',
    );
    const waits = await Promise.all(Array.from({ length: 8 }, () => bob()));
    check(
      waits.every(({ status }) => status === 202),
      'the second one waits, whichever process answers',
    );
    const { ticket } = waits.find(({ json }) => json.queued.position === 1).json;
    await ada({ 'x-decart-ticket': session.json.ticket, 'x-decart-event': 'ended' });
    check(
      (await bob({ 'x-decart-ticket': ticket })).status === 200,
      'and gets its turn when the first has ended',
    );
  } finally {
    app.stop();
    decart.close();
  }
}

async function checkPages(folder, pages, browser) {
  const app = await startApp(folder, {});
  const { page, faults, close } = await openPage(browser);
  try {
    await page.goto(`${app.url}${pages.live}`);
    await page
      .getByRole('note')
      .getByText(/DECART_API_KEY/)
      .waitFor(PATIENCE);
    check(true, 'without a key the page says so');
    await goLive(page);
    check(true, 'and goes live on the sandbox');
    await page.goto(`${app.url}${pages.image}`);
    const picture = await page.screenshot();
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
    await page.locator('[data-action="submit"], button[type="submit"]').first().click();
    await page.locator('img[src^="blob:"]').nth(1).waitFor(PATIENCE);
    check(true, 'and edits an image there');
    check(faults.length === 0, `with no error on the page${faults.length ? `: ${faults.join()}` : ''}`);
  } finally {
    await close();
    app.stop();
  }
}

/** The routes of each example, and the lifetime of its tokens in seconds. */
const PAGES = {
  express: { live: '/', image: '/' },
  hono: { live: '/', image: '/' },
  nextjs: { live: '/live', image: '/image' },
  vite: { live: '/', image: '/' },
  'waiting-line': { live: '/', image: '/', tokenSeconds: 45 },
};

/** Examples that count the seconds of video, and ask for payment. */
const METERED = new Set(['express']);

const all = (await readdir('examples', { withFileTypes: true })).filter((entry) => entry.isDirectory());
const names = process.argv.length > 2 ? process.argv.slice(2) : all.map(({ name }) => name);
const workspace = await mkdtemp(join(tmpdir(), 'decart-react-examples-'));
const browser = await openBrowser();
try {
  const tarball = pack(workspace);
  for (const name of names) {
    console.log(name);
    const folder = join(workspace, name);
    const filter = (source) => !source.split(/[\\/]/).some((part) => LEFTOVERS.has(part));
    await cp(join('examples', name), folder, { recursive: true, filter });
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    manifest.dependencies['decart-react'] = `file:${tarball}`;
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    run(folder, 'npm', 'install', '--no-audit', '--no-fund');
    run(folder, 'npm', 'run', 'build');
    check(true, 'it installs and builds from the tarball');
    await checkServer(folder, PAGES[name]);
    if (name === 'waiting-line') await checkLine(folder);
    await checkPages(folder, PAGES[name], browser);
    if (METERED.has(name)) await checkPaywall(folder, browser);
  }
} finally {
  await browser.close();
  await rm(workspace, { recursive: true, force: true });
}
