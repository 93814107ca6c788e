// For checks that need real tabs: a Chromium that Playwright did not launch, and a page of one module on the built package.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { listen } from './real-apps.mjs';

/**
 * Bundles a module for a page.
 *
 * @param {string} main - its source
 * @returns a function that answers a request: with a file of the bundle, else with the page
 */
export async function buildPage(main) {
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page.js' ? '\0page.js' : undefined),
        load: (id) => (id === '\0page.js' ? main : undefined),
      },
    ],
    resolve: {
      alias: [
        { find: 'decart-react/parts', replacement: resolve('dist/parts.js') },
        { find: 'decart-react/sandbox', replacement: resolve('dist/sandbox.js') },
        { find: /^decart-react$/, replacement: resolve('dist/index.js') },
      ],
    },
    build: { write: false, minify: false, rollupOptions: { input: 'page.js' }, chunkSizeWarningLimit: 5000 },
  });
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.code ?? file.source]));
  const entry = [...files.keys()].find((name) => /page.*\.js$/.test(name));
  const html = `<!doctype html><div id="root"></div><script type="module" src="${entry}"></script>`;
  return (pathname, response) => {
    const file = files.get(pathname);
    response.writeHead(200, { 'content-type': file === undefined ? 'text/html' : 'text/javascript' });
    response.end(file ?? html);
  };
}

/**
 * Serves the pages, and opens them in a Chromium that Playwright didn't launch: in Playwright's own, every tab counts as
 * visible.
 *
 * @param {import('node:http').Server} server - closed at the end
 * @param {(context: import('playwright').BrowserContext, url: string) => Promise<void>} use - opens tabs of one window:
 * tabs hide each other only within one
 */
export async function withTabs(server, use) {
  const { address, stop } = await startChromium();
  try {
    const url = `http://localhost:${await listen(server)}`;
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    try {
      await use(browser.contexts()[0], url);
    } finally {
      await browser.close();
    }
  } finally {
    await stop();
    server.close();
    server.closeAllConnections();
  }
}

async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), 'decart-react-chromium-'));
  const args = [
    ...CHROMIUM_ARGS,
    '--headless=new',
    '--no-default-browser-check',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(findChromium(), [...args, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    // It writes to its profile until it ends.
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { address: await readAddress(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The browser prints its address. */
function readAddress(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
      const [, address] = /listening on (ws:\S+)/.exec(output) ?? [];
      if (address) resolve(address);
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`Chromium ended at once:\n${output}`)));
  });
}
