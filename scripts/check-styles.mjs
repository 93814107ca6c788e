// Lays the style sheets that apps have beside ours, in both orders, and compares the look of every element with the look
// that it has where the app has none: in light, in dark, and 390 pixels wide, by computed style and place. Pictures go to
// screenshots/styles.
//
//   npm run build && node scripts/check-styles.mjs [starter tailwind4 …]
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, parse, resolve } from 'node:path';
import { build } from 'esbuild';
import postcss from 'postcss';
import { check, openBrowser, openPage, PATIENCE, pack, run, serve } from './real-apps.mjs';

const FOLDER = resolve('test/styles');
// In there it finds the sheets, and above it React.
const WORKSPACE = join(FOLDER, '.build');
const PICTURES = resolve('screenshots/styles');
const require = createRequire(join(FOLDER, 'package.json'));

const VIEWS = {
  light: { viewport: { width: 1000, height: 1400 }, colorScheme: 'light' },
  dark: { viewport: { width: 1000, height: 1400 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 1400 }, colorScheme: 'light' },
};

const HAS_UTILITIES = /^tailwind3|-layer/;

/** Sheets that have ours in them. */
const isLayered = (name) => name.endsWith('-layer');

async function compileSheet(name) {
  const from = join(FOLDER, `sheets/${name}.css`);
  const css = await readFile(from, 'utf8');
  if (name.startsWith('tailwind4')) {
    const { default: tailwind } = await import(require.resolve('@tailwindcss/postcss'));
    // From there it finds the packed package.
    const source = join(WORKSPACE, `${name}.css`);
    return (await postcss([tailwind()]).process(css, { from: source })).css;
  }
  if (name.startsWith('tailwind3')) {
    const tailwind = require('tailwindcss-3');
    const config = { content: [join(FOLDER, 'app/*.jsx')] };
    return (await postcss([tailwind(config)]).process(css, { from })).css;
  }
  const { outputFiles } = await build({ entryPoints: [from], bundle: true, write: false });
  return outputFiles[0].text;
}

/** Builds the app, and a page for each sheet and order. @returns the pages, by what they are */
async function buildPages(names) {
  const modules = join(WORKSPACE, 'node_modules');
  await mkdir(modules, { recursive: true });
  run(modules, 'tar', 'xzf', pack(WORKSPACE));
  run(modules, 'mv', 'package', 'decart-react');
  await writeFile(join(WORKSPACE, 'main.jsx'), await readFile(join(FOLDER, 'app/main.jsx')));
  await build({
    entryPoints: [join(WORKSPACE, 'main.jsx')],
    outdir: join(WORKSPACE, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const write = (path, text) => writeFile(join(WORKSPACE, 'dist', path), text);
  await write('decart.css', await readFile(join(modules, 'decart-react/dist/styles.css')));
  const page = async (title, sheets) => {
    const links = sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}.css">`).join('');
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
    const body = '<body style="margin: 0"><div id="root"></div><script type="module" src="main.js"></script>';
    await write(
      `${title}.html`,
      `<!doctype html><html lang="en" style="color-scheme: light dark">${head}${links}${body}`,
    );
    return title;
  };
  const bare = await page('bare', ['decart']);
  const titles = [];
  for (const name of names) {
    await write(`${name}.css`, await compileSheet(name));
    if (isLayered(name)) titles.push(await page(name, [name]));
    else {
      titles.push(await page(`${name}-first`, [name, 'decart']));
      titles.push(await page(`${name}-last`, ['decart', name]));
    }
  }
  return { bare, titles };
}

/** In the page: what is seen of each element of ours. */
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
      // Only heard, or only clicked by script.
      if (element.offsetWidth <= 1 || element.matches('[type="file"]')) continue;
      const { className, localName } = element;
      const name = typeof className === 'string' && className !== '' ? className : localName;
      const key = `${Object.keys(look).length} ${localName}.${name}`;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const hasText = element.textContent !== '' || element.matches('textarea');
      const shown = Object.fromEntries(SHOWN.map((property) => [property, style.getPropertyValue(property)]));
      if (element.matches('select, progress, [type="range"]')) shown.appearance = style.appearance;
      if (!hasText) for (const property of TEXT) delete shown[property];
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

/** Where a look is another, as `element: property before → after`. */
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

const all = (await readdir(join(FOLDER, 'sheets'))).map((file) => parse(file).name);
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
if (!existsSync(join(FOLDER, 'node_modules'))) {
  run(FOLDER, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}
await rm(WORKSPACE, { recursive: true, force: true });
await mkdir(PICTURES, { recursive: true });
const browser = await openBrowser();
try {
  const { bare, titles } = await buildPages(names);
  const server = await serve(join(WORKSPACE, 'dist'));
  const see = async (title, view) => {
    const { page, faults, close } = await openPage(browser, VIEWS[view]);
    await page.goto(`${server.url}/${title}.html`);
    await page.getByRole('button', { name: 'Start' }).first().waitFor(PATIENCE);
    await page.screenshot({ path: join(PICTURES, `${title} ${view}.png`) });
    const look = await page.evaluate(readLook);
    await close();
    return { look, faults };
  };
  const looks = {};
  for (const view of Object.keys(VIEWS)) looks[view] = (await see(bare, view)).look;
  const failed = [];
  for (const title of titles) {
    const lines = [];
    for (const view of Object.keys(VIEWS)) {
      const { look, faults } = await see(title, view);
      if (HAS_UTILITIES.test(title) && !utilitiesWin(look)) lines.push('`rounded-none` does not win');
      lines.push(...faults, ...differences(looks[view], look).map((line) => `${view}: ${line}`));
    }
    console.log(
      `  ${lines.length === 0 ? '✓' : '✗'} ${title}${lines.map((line) => `\n      ${line}`).join('')}`,
    );
    if (lines.length > 0) failed.push(title);
  }
  server.stop();
  check(failed.length === 0, 'the look is the same beside every sheet');
} finally {
  await browser.close();
  await rm(WORKSPACE, { recursive: true, force: true });
}
