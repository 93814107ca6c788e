// Takes a screenshot of every story, in light and dark, at 1280 and 390 pixels: `npm run screenshots [-- filter]`. They go
// into `screenshots/`, which is not committed; the browser's console output goes next to them. The stories run axe in
// both themes and print its findings to the console: then this fails.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

const FOLDER = 'storybook-static';
const OUT = 'screenshots';
const THEMES = ['light', 'dark'];
const WIDTHS = { 1280: 800, 390: 844 };

const filter = process.argv[2] ?? '';

const { origin, close } = await serveFolder(FOLDER);

const { entries } = JSON.parse(await readFile(join(FOLDER, 'index.json'), 'utf8'));
const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(filter));
if (!filter) await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: CHROMIUM_ARGS });
const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
const said = [];
for (const { id } of stories) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(`${id}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`${id}: ${error.message}`));
  await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=camera:test`);
  // Until its play function has finished.
  await page
    .waitForFunction(
      () => ['finished', 'errored'].includes(window.__STORYBOOK_PREVIEW__?.currentRender?.phase),
      undefined,
      { timeout: 30_000 },
    )
    .catch(() => said.push(`${id}: not finished after 30 s`));
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const theme of THEMES) {
      await page.evaluate((scheme) => {
        document.documentElement.style.colorScheme = scheme;
      }, theme);
      await page.screenshot({ path: join(OUT, `${id}.${theme}.${width}.png`) });
    }
  }
  await page.close();
}
await browser.close();
close();
await writeFile(join(OUT, 'console.txt'), said.join('\n'));
if (said.some((line) => line.includes(': axe: '))) process.exitCode = 1;
console.log(`${stories.length * 4} screenshots in ${OUT}/, ${said.length} lines in ${OUT}/console.txt`);
