// Combines common style sheets of apps with ours, in both orders, and compares every element with its look on a page without
// other styles: in light, dark, and 390 pixels wide, by computed style, position and screenshot. Pictures go to
// screenshots/styles.
//
//   npm run build && node scripts/check-styles.mjs [starter tailwind4 …]
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, parse, resolve } from 'node:path';
import { build } from 'esbuild';
import postcss from 'postcss';
import { buildLook, rememberLook } from './look.mjs';
import { check, openBrowser, pack, run } from './real-apps.mjs';
import { serveFolder } from './static-server.mjs';

const FOLDER = resolve('test/styles');
// It finds the sheets in this folder, and React above it.
const WORKSPACE = join(FOLDER, '.build');
const require = createRequire(join(FOLDER, 'package.json'));

const HAS_UTILITIES = /^tailwind3|-layer/;

/** Style sheets that import ours. */
const isLayered = (name) => name.endsWith('-layer');

async function compileSheet(name) {
  const from = join(FOLDER, `sheets/${name}.css`);
  const css = await readFile(from, 'utf8');
  if (name.startsWith('tailwind4')) {
    const { default: tailwind } = await import(require.resolve('@tailwindcss/postcss'));
    // It finds the packed package from there.
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

/** Builds the app, and a page for each sheet and order. */
async function buildPages(names) {
  const { site, writeFile, writePage } = await buildLook(WORKSPACE, pack(WORKSPACE));
  const titles = [];
  const page = async (title, sheets) => {
    await writePage(title, sheets);
    titles.push(title);
  };
  for (const name of names) {
    await writeFile(`${name}.css`, await compileSheet(name));
    if (isLayered(name)) await page(name, [name]);
    else {
      await page(`${name}-first`, [name, 'decart']);
      await page(`${name}-last`, ['decart', name]);
    }
  }
  return { site, titles };
}

const all = (await readdir(join(FOLDER, 'sheets'))).map((file) => parse(file).name);
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
if (!existsSync(join(FOLDER, 'node_modules'))) {
  run(FOLDER, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}
await rm(WORKSPACE, { recursive: true, force: true });
await mkdir(WORKSPACE, { recursive: true });
const browser = await openBrowser();
try {
  const { site, titles } = await buildPages(names);
  const compareLook = await rememberLook(browser, site, resolve('screenshots/styles'));
  const server = await serveFolder(site);
  const failed = [];
  for (const title of titles) {
    const hasUtilities = HAS_UTILITIES.test(title);
    const lines = await compareLook(title, `${server.origin}/${title}.html`, { hasUtilities });
    console.log(
      `  ${lines.length === 0 ? '✓' : '✗'} ${title}${lines.map((line) => `\n      ${line}`).join('')}`,
    );
    if (lines.length > 0) failed.push(title);
  }
  server.close();
  check(failed.length === 0, 'the look is the same beside every sheet');
} finally {
  await browser.close();
  await rm(WORKSPACE, { recursive: true, force: true });
}
