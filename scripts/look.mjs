// Compares the look of the package on an app's page with its look on a page without other styles: by computed style,
// position and screenshot. Pages show `test/styles/app/Look.jsx`.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { openPage, PATIENCE, run } from './real-apps.mjs';
import { serveFolder } from './static-server.mjs';

/** The app to compare. */
export const LOOK = resolve('test/styles/app');

export const VIEWS = {
  light: { viewport: { width: 1000, height: 1400 }, colorScheme: 'light' },
  dark: { viewport: { width: 1000, height: 1400 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 1400 }, colorScheme: 'light' },
};

/**
 * Builds the app from a tarball.
 *
 * @param {string} workspace - inside the repository, where it finds React
 * @param {string} tarball
 * @returns writes a file of the site, or a page that loads sheets of that site
 */
export async function buildLook(workspace, tarball) {
  const modules = join(workspace, 'node_modules');
  const site = join(workspace, 'dist');
  await mkdir(modules, { recursive: true });
  run(modules, 'tar', 'xzf', tarball);
  run(modules, 'mv', 'package', 'decart-react');
  await cp(LOOK, join(workspace, 'app'), { recursive: true });
  await build({
    entryPoints: [join(workspace, 'app/main.jsx')],
    outdir: site,
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const writeFileOf = (path, text) => writeFile(join(site, path), text);
  await writeFileOf('decart.css', await readFile(join(modules, 'decart-react/dist/styles.css')));
  const writePage = (title, sheets) => {
    const links = sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}.css">`).join('');
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
    const body = '<body style="margin: 0"><div id="root"></div><script type="module" src="main.js"></script>';
    return writeFileOf(
      `${title}.html`,
      `<!doctype html><html lang="en" style="color-scheme: light dark">${head}${links}${body}`,
    );
  };
  await writePage('bare', ['decart']);
  return { site, writeFile: writeFileOf, writePage };
}

/** In the page: the visible style of each of our elements. */
function readLook() {
  const TEXT = [
    ...['color', 'font-family', 'font-size', 'font-weight', 'font-style', 'line-height', 'letter-spacing'],
    ...['text-transform', 'text-decoration-line'],
  ];
  const SHOWN = [
    ...TEXT,
    ...['display', 'position', 'opacity', 'visibility', 'box-shadow'],
    ...['background-color', 'background-image', 'list-style-type', 'object-fit', 'overflow-x'],
    ...['row-gap', 'column-gap'],
    ...['padding-top', 'padding-right', 'padding-bottom', 'padding-left'],
    ...['border-top-left-radius', 'border-bottom-right-radius'],
  ];
  const look = {};
  const roots = [...document.querySelectorAll('.decart-video, .decart-editor')];
  const [origin] = roots;
  const { left, top } = origin.getBoundingClientRect();
  for (const root of roots) {
    for (const element of [root, ...root.querySelectorAll('*:not(svg, svg *, option, .own, .own *)')]) {
      // Only for screen readers, or only clicked by script.
      if (element.offsetWidth <= 1 || element.matches('[type="file"]')) continue;
      const { className, localName } = element;
      const name = typeof className === 'string' && className !== '' ? className : localName;
      const key = `${Object.keys(look).length} ${localName}.${name}`;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const hasText = element.textContent !== '' || element.matches('textarea');
      const shown = Object.fromEntries(SHOWN.map((property) => [property, style.getPropertyValue(property)]));
      if (!hasText) for (const property of TEXT) delete shown[property];
      if (element.matches('select, progress, [type="range"]')) {
        // The browser draws them depending on these.
        for (const property of ['appearance', 'color', 'accent-color', 'align-items']) {
          shown[property] = style.getPropertyValue(property);
        }
      }
      for (const side of ['top', 'right', 'bottom', 'left']) {
        const width = style.getPropertyValue(`border-${side}-width`);
        const line = style.getPropertyValue(`border-${side}-style`);
        const color = style.getPropertyValue(`border-${side}-color`);
        shown[`border-${side}`] = width === '0px' || line === 'none' ? 'none' : `${width} ${line} ${color}`;
      }
      look[key] = {
        ...shown,
        box: [box.left - left, box.top - top, box.width, box.height]
          .map((number) => Math.round(number))
          .join(' '),
      };
    }
  }
  return look;
}

/** Whether a utility class of the app wins over ours. Those of Tailwind 4 are in a layer: they don't without `styles.layer.css`. */
const utilitiesWin = (look) =>
  Object.entries(look).some(
    ([element, style]) => element.includes('rounded-none') && style['border-top-left-radius'] === '0px',
  );

/** The differences, as `element: property before → after`. */
function differences(before, after) {
  const lines = [];
  for (const [element, style] of Object.entries(before)) {
    for (const [property, value] of Object.entries(style)) {
      const other = after[element]?.[property];
      // The app's, by a utility class: checked apart.
      if (element.includes('rounded-none') && property.endsWith('radius')) continue;
      if (other !== value) lines.push(`${element}: ${property} ${value} → ${other}`);
    }
  }
  return lines;
}

/** Pixels that may differ: Chromium rounds edges depending on their position on the page. */
const EDGE = 20;

/** The app's own parts: the page background, its button, and the corners from its utility class. */
const ONLY_OURS = `
  html, body, #root { background: Canvas !important; }
  .own { visibility: hidden !important; }
  .rounded-none { border-radius: 18px !important; }
`;

/** How many pixels of two pictures visibly differ. Chromium decodes them, since it is already running. */
const countPixels = (page, pictures) =>
  page.evaluate(
    async (sources) => {
      const [one, two] = await Promise.all(
        sources.map(async (source) => {
          const image = new Image();
          image.src = `data:image/png;base64,${source}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (one.width !== two.width || one.height !== two.height) return Number.POSITIVE_INFINITY;
      let count = 0;
      for (let at = 0; at < one.data.length; at += 4) {
        const distance = [0, 1, 2].map((channel) =>
          Math.abs(one.data[at + channel] - two.data[at + channel]),
        );
        if (Math.max(...distance) > 24) count += 1;
      }
      return count;
    },
    pictures.map((picture) => picture.toString('base64')),
  );

async function see(browser, url, view, path) {
  const { page, faults, close } = await openPage(browser, VIEWS[view]);
  await page.goto(url);
  await page.locator('main[data-ready]').waitFor(PATIENCE);
  // The cameras are listed a moment later.
  await page.locator('.decart-select:enabled:not([aria-disabled="true"])').nth(1).waitFor(PATIENCE);
  const look = await page.evaluate(readLook);
  await page.screenshot({ path });
  await page.addStyleTag({ content: ONLY_OURS });
  const picture = await page.locator('main').screenshot({ animations: 'disabled', caret: 'hide' });
  return { page, look, picture, faults, close };
}

/**
 * Remembers the bare look.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} site - what `buildLook` has built
 * @param {string} pictures - the folder for screenshots
 * @returns a function that returns how a page looks different
 */
export async function rememberLook(browser, site, pictures) {
  await mkdir(pictures, { recursive: true });
  const server = await serveFolder(site);
  const bare = {};
  for (const view of Object.keys(VIEWS)) {
    const path = join(pictures, `bare ${view}.png`);
    const { look, picture, close } = await see(browser, `${server.origin}/bare.html`, view, path);
    bare[view] = { look, picture };
    await close();
  }
  server.close();

  /** @param {string} title @param {string} url @param {{ hasUtilities?: boolean }} [app] */
  return async function compareLook(title, url, { hasUtilities = false } = {}) {
    const lines = [];
    for (const view of Object.keys(VIEWS)) {
      const { page, look, picture, faults, close } = await see(
        browser,
        url,
        view,
        join(pictures, `${title} ${view}.png`),
      );
      if (hasUtilities && !utilitiesWin(look)) lines.push('`rounded-none` does not win');
      lines.push(...[...faults, ...differences(bare[view].look, look)].map((line) => `${view}: ${line}`));
      const pixels = await countPixels(page, [bare[view].picture, picture]);
      if (pixels > EDGE) lines.push(`${view}: ${pixels} pixels differ`);
      await close();
    }
    return lines;
  };
}
