// Builds the documentation site into docs/dist, with the playground in it. `DOCS_BASE` is the path that it is served under.
//
//   npm run docs
//   npm run docs:dev   starts it instead, and builds again after every change
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** @param {string} command @param {readonly string[]} args */
function run(command, args, { cwd = '.', env = {} } = {}) {
  const { status } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${cwd}.`);
}

/** Installs what the site is built with, unless it is there already. */
function installTools() {
  const installed = 'docs/node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync('docs/package-lock.json').mtimeMs)
    return;
  run('npm', ['ci', '--prefix', 'docs', '--ignore-scripts', '--no-audit', '--no-fund']);
}

/** The live examples run the built package. */
function buildPackage() {
  if (!existsSync('dist/index.js')) run('npm', ['run', 'build']);
}

/** Builds the site. @param {string} outDir - relative to `docs` */
export function buildDocs(outDir = 'dist', env = {}) {
  installTools();
  buildPackage();
  run('npx', ['astro', 'build', '--outDir', outDir], { cwd: 'docs', env });
  run('npm', ['run', 'build:storybook']);
  rmSync(`docs/${outDir}/playground`, { recursive: true, force: true });
  cpSync('storybook-static', `docs/${outDir}/playground`, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--dev')) {
    installTools();
    buildPackage();
    run('npx', ['astro', 'dev', ...process.argv.slice(3)], { cwd: 'docs' });
  } else buildDocs();
}
