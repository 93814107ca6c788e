// Builds the documentation site under a path, as it may be published, and opens every page in Chromium: every link and every
// anchor must lead somewhere, the console must be empty, and axe must find nothing, in light and dark, wide and narrow.
//
//   npm run build && npm run check:docs                 (`-- --built` opens what is built already)
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { buildDocs } from './docs.mjs';
import { serveFolder } from './static-server.mjs';

const FOLDER = 'docs/.check';
const BASE = '/some/path/';
const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'];
/** Hundreds of generated pages: all links are read from the files, but only some pages are opened. */
const GENERATED = new RegExp(`^${BASE}(api|errors)/.`);
const OPENED_OF_GENERATED = 40;

if (!process.argv.includes('--built')) {
  rmSync(FOLDER, { recursive: true, force: true });
  buildDocs(`.check${BASE}`, { DOCS_BASE: BASE });
}
const axe = readFileSync('docs/node_modules/axe-core/axe.min.js', 'utf8');
const { origin, close } = await serveFolder(FOLDER);
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });

const problems = [];
/** Every page by its path: the ids on it, and where it links to. */
const pages = new Map();

/** @param {import('playwright').Page} page @param {string} path @param {string} where */
async function runAxe(page, path, where) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => (await window.axe.run()).violations);
  for (const { help, nodes } of violations) problems.push(`${path} (${where}): ${help}: ${nodes[0].html}`);
}

/** @param {string} path */
function readFromFile(path) {
  const html = readFileSync(`${FOLDER}${path}index.html`, 'utf8');
  const all = (pattern) => [...html.matchAll(pattern)].map(([, value]) => value.replaceAll('&amp;', '&'));
  const links = all(/<a\b[^>]*?\bhref="([^"]+)"/g).map((link) => new URL(link, origin + path).href);
  return { ids: all(/\bid="([^"]+)"/g), links };
}

/** @param {import('playwright').Page} page @param {string} path @param {string} where */
async function readFromBrowser(page, path, where) {
  // A busy machine takes a while for the playground.
  await page.goto(origin + path, { timeout: 120_000 });
  const { ids, links, overflow } = await page.evaluate(() => ({
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    links: [...document.querySelectorAll('a[href]')].map(({ href }) => href),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  if (overflow > 0) problems.push(`${path} (${where}): the page is ${overflow} pixels too wide`);
  await runAxe(page, path, where);
  return { ids, links };
}

/** @param {string} scheme @param {number} width */
async function openIn(scheme, width) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const where = `${scheme}, ${width}`;
  let path = BASE;
  let generated = 0;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${path} (${where}): ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${path} (${where}): ${error.message}`));
  const toOpen = pages.size > 0 ? [...pages.keys()] : [BASE, `${BASE}404.html`];
  const known = new Set(toOpen);
  for (path of toOpen) {
    const isSkipped = GENERATED.test(path) && generated++ % OPENED_OF_GENERATED !== 0;
    const { ids, links } = isSkipped ? readFromFile(path) : await readFromBrowser(page, path, where);
    pages.set(path, { ids: new Set(ids), links });
    for (const link of links) {
      const { origin: site, pathname } = new URL(link);
      if (site !== origin || known.has(pathname) || pathname.startsWith(`${BASE}playground/`)) continue;
      known.add(pathname);
      if (isFile(pathname) && pathname.endsWith('/')) toOpen.push(pathname);
    }
  }
  await context.close();
}

/** @param {string} path */
function isFile(path) {
  const file = FOLDER + decodeURIComponent(path);
  return path.endsWith('/') ? existsSync(`${file}index.html`) : existsSync(file) && statSync(file).isFile();
}

function checkLinks() {
  const stories = JSON.parse(readFileSync(`${FOLDER}${BASE}playground/index.json`, 'utf8')).entries;
  for (const [path, { links }] of pages) {
    for (const link of new Set(links)) {
      const { origin: site, pathname, hash, searchParams } = new URL(link);
      if (site !== origin) continue;
      const story = /^\/(?:docs|story)\/(.*)$/.exec(searchParams.get('path') ?? '')?.[1];
      if (!isFile(pathname)) problems.push(`${path}: no page at ${pathname}`);
      else if (story && !(story in stories)) problems.push(`${path}: no page ${story} in the playground`);
      else if (hash && pages.has(pathname) && !pages.get(pathname).ids.has(decodeURIComponent(hash.slice(1))))
        problems.push(`${path}: no ${hash} on ${pathname}`);
    }
  }
}

try {
  for (const scheme of SCHEMES) for (const width of WIDTHS) await openIn(scheme, width);
  checkLinks();
} finally {
  await browser.close();
  close();
}
const count = [...pages.values()].reduce((sum, { links }) => sum + links.length, 0);
console.log(`${pages.size} pages, ${count} links, in light and dark, wide and narrow.`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
