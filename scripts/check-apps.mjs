// Sets up each app of test/apps as its developer would: installs the packed tarball and everything else from npm in a new
// folder. The app's `check.mjs` then builds it, runs it, and opens it in Chromium. Pictures go to screenshots/apps.
//
//   npm run build && npm run check:apps -- [next vitest …]
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildLook, LOOK, rememberLook } from './look.mjs';
import { openBrowser, pack, run } from './real-apps.mjs';

const APPS = resolve('test/apps');
// Inside the repository, where the page that they are compared with finds React.
const BARE = join(APPS, '.build');

/** The page that is compared, the sheet of create-next-app, and the document of the apps on Vite. */
const SHARED = [join(LOOK, 'Look.jsx'), resolve('test/styles/sheets/starter.css'), join(APPS, 'index.html')];

async function install(name, workspace, tarball) {
  const folder = join(workspace, name);
  await cp(join(APPS, name), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  for (const file of SHARED) await cp(file, join(folder, basename(file)));
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  manifest.dependencies = { ...manifest.dependencies, 'decart-react': `file:${tarball}` };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  run(folder, 'npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund');
  return folder;
}

/** Builds the bare page when the first app needs it: some apps have no page. */
function createCompareLook(browser, tarball) {
  let compare;
  const build = async () => {
    await mkdir(BARE, { recursive: true });
    const { site } = await buildLook(BARE, tarball);
    return rememberLook(browser, site, resolve('screenshots/apps'));
  };
  return async (...page) => {
    compare ??= build();
    return (await compare)(...page);
  };
}

const all = (await readdir(APPS)).filter((name) => existsSync(join(APPS, name, 'check.mjs')));
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
await rm(BARE, { recursive: true, force: true });
const workspace = await mkdtemp(join(tmpdir(), 'decart-react-apps-'));
const browser = await openBrowser();
const failed = [];
try {
  const tarball = pack(workspace);
  const compareLook = createCompareLook(browser, tarball);
  for (const name of names) {
    console.log(name);
    try {
      const { default: check } = await import(pathToFileURL(join(APPS, name, 'check.mjs')).href);
      const folder = await install(name, workspace, tarball);
      await check({ name, folder, browser, compareLook });
    } catch (error) {
      console.error(`  ✗ ${error.message}`);
      failed.push(name);
    }
  }
} finally {
  await browser.close();
  await rm(workspace, { recursive: true, force: true });
  await rm(BARE, { recursive: true, force: true });
}
console.log(failed.length === 0 ? `All ${names.length} apps passed.` : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
