// What the checks that build and run real apps share: the packed tarball, commands, servers, and a page in Chromium.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

/** How long a page may take on a busy machine. */
export const PATIENCE = { timeout: 90_000 };

/** @param {unknown} ok @param {string} what */
export function check(ok, what) {
  if (!ok) throw new Error(what);
  console.log(`  ✓ ${what}`);
}

/** @param {string} cwd @param {string} command @param {readonly string[]} args */
export function run(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
  return stdout;
}

/** Packs what `npm publish` would publish. @param {string} folder - where to @returns the path of the tarball */
export function pack(folder) {
  const [{ filename }] = JSON.parse(run('.', 'npm', 'pack', '--json', '--pack-destination', folder));
  return join(folder, filename);
}

/** @param {import('node:http').Server} server @returns {Promise<number>} */
export const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

export async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts an app with one of its npm scripts, and waits until it answers. */
export async function startApp(folder, env = {}, script = 'start') {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn('npm', ['run', script], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', DECART_API_KEY: '', ...env, PORT: String(port) },
    // A separate process group: npm doesn't forward the signal that ends it.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const stop = () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) break;
    if (await fetch(url).catch(() => undefined)) return { url, stop, output: () => output };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error(`The app does not answer:\n${output}`);
}

export function openBrowser() {
  const executablePath = findChromium();
  return chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) });
}

/**
 * Opens a page, with a camera, and collects its errors.
 *
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').BrowserContextOptions} [options]
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ permissions: ['camera'], ...options });
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, faults, close: () => context.close() };
}

/** Clicks Start, and waits for a picture that has a size. @param {import('playwright').Page} page */
export async function goLive(page) {
  // A page may have another button before the player's.
  await page.getByRole('button', { name: 'Start' }).last().click(PATIENCE);
  await page.locator('[data-status="generating"]').first().waitFor(PATIENCE);
  await page.waitForFunction(
    () => document.querySelector('[data-decart-video="output"]').videoWidth > 0,
    undefined,
    PATIENCE,
  );
}
