// Bundles the README's first app from the packed tarball with each common bundler, and runs the result. Also checks that a
// server component gets client references and plain functions.
//
//   npm run build && node scripts/check-bundlers.mjs [esbuild vite webpack rollup parcel]
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as buildWithVite } from 'vite';
import { check, goLive, openBrowser, openPage, pack, run } from './real-apps.mjs';
import { serveFolder } from './static-server.mjs';

const BUNDLERS = resolve('test/bundlers');
// Inside the repository, where each finds React and the package's dependencies.
const WORKSPACE = resolve('node_modules/.cache/decart-react-bundlers');
const require = createRequire(join(BUNDLERS, 'package.json'));
const load = async (name) => {
  const module = await import(pathToFileURL(require.resolve(name)).href);
  return module.default ?? module;
};

const define = { 'process.env.NODE_ENV': '"production"' };

/** Each bundles `main.jsx` in `folder` into `folder/dist`, and returns its warnings. */
const bundlers = {
  async esbuild(folder) {
    const { build } = await import('esbuild');
    const { warnings } = await build({
      entryPoints: [join(folder, 'main.jsx')],
      outdir: join(folder, 'dist'),
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      jsx: 'automatic',
      define,
      logLevel: 'silent',
    });
    return warnings.map(({ text, location }) => `${location?.file}: ${text}`);
  },

  async vite(folder) {
    const warnings = [];
    await buildWithVite({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      oxc: { jsx: { runtime: 'automatic' } },
      build: { rollupOptions: { onwarn: ({ message }) => warnings.push(message) } },
    });
    return warnings;
  },

  async webpack(folder) {
    const webpack = await load('webpack');
    const stats = await new Promise((resolve, reject) => {
      webpack(
        {
          mode: 'production',
          context: folder,
          entry: './main.js',
          output: { path: join(folder, 'dist'), filename: 'main.js', publicPath: 'auto', module: true },
          experiments: { outputModule: true },
          // This repository's own configuration would resolve to the sources.
          resolve: { tsconfig: false },
          performance: { hints: false },
        },
        (error, result) => (error ? reject(error) : resolve(result)),
      );
    });
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return warnings.map(({ message }) => message);
  },

  async rollup(folder) {
    const { rollup } = await load('rollup');
    const plugins = ['@rollup/plugin-node-resolve', '@rollup/plugin-commonjs', '@rollup/plugin-replace'];
    const [resolveModules, commonjs, replace] = await Promise.all(plugins.map(load));
    const warnings = [];
    const bundle = await rollup({
      input: join(folder, 'main.js'),
      plugins: [
        replace({ values: define, preventAssignment: true }),
        resolveModules({ browser: true }),
        commonjs(),
      ],
      onwarn: ({ message, id = '', ids = [] }) => warnings.push(`${id || ids.join(' ')}: ${message}`),
    });
    await bundle.write({ dir: join(folder, 'dist'), format: 'esm' });
    await bundle.close();
    return warnings;
  },

  async parcel(folder) {
    // Without this Parcel knows no package's `exports`; it looks beside a lockfile. Otherwise Parcel installs a polyfill of
    // `process`, which browsers don't need.
    const settings = { '@parcel/resolver-default': { packageExports: true }, alias: { process: false } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(settings));
    await writeFile(join(folder, 'yarn.lock'), '');
    const cli = join(BUNDLERS, 'node_modules/.bin/parcel');
    // Parcel's scope hoisting fails for dynamic imports of the SDK: "Asset was skipped or not found".
    const options = ['--no-scope-hoist', '--no-cache', '--no-source-maps', '--dist-dir', 'dist'];
    run(folder, cli, 'build', 'main.js', ...options);
    return [];
  },
};

/** Parcel 2.16 builds a page with zod 4, which the SDK uses, and the page fails: "z.number is not a function". */
const NOT_RUN = new Set(['parcel']);

/** JSX isn't tested here: bundlers without JSX get compiled code. */
async function compileApp(folder) {
  const { transform } = await import('esbuild');
  const source = await readFile(join(folder, 'main.jsx'), 'utf8');
  const { code } = await transform(source, { loader: 'jsx', jsx: 'automatic' });
  await writeFile(join(folder, 'main.js'), code);
}

async function install(tarball) {
  const modules = join(WORKSPACE, 'node_modules');
  await mkdir(modules, { recursive: true });
  run(modules, 'tar', 'xzf', tarball);
  await rm(join(modules, 'decart-react'), { recursive: true, force: true });
  run(modules, 'mv', 'package', 'decart-react');
}

/** A server component gets references to client modules, and plain functions that need nothing of React. */
async function checkServerComponents() {
  const dist = join(WORKSPACE, 'node_modules/decart-react/dist');
  const { build } = await import('esbuild');
  const read = async (entry) => {
    const options = { bundle: true, format: 'esm', write: false, metafile: true, logLevel: 'silent' };
    const { metafile } = await build({
      ...options,
      absWorkingDir: dist,
      entryPoints: [entry],
      packages: 'external',
      external: ['./client/*'],
      outdir: 'out',
    });
    return Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === entry);
  };
  const [client, server] = [await read('index.js'), await read('index.react-server.js')];
  const missing = client.exports.filter((name) => !server.exports.includes(name));
  check(missing.length === 0, `a server component can import everything that a page can ${missing}`);
  const outside = server.imports.map(({ path }) => path).filter((path) => !path.startsWith('./client/'));
  check(outside.length === 0, `and loads nothing else ${outside}`);
  for (const file of await readdir(join(dist, 'client'))) {
    if (!file.endsWith('.js')) continue;
    const code = await readFile(join(dist, 'client', file), 'utf8');
    if (!code.startsWith("'use client';")) throw new Error(`client/${file} has no 'use client'.`);
  }
}

/** The server entry is for servers: in a page it throws a clear error. */
async function checkServerEntry() {
  const { build } = await import('esbuild');
  const contents =
    "import { createTokenHandler } from 'decart-react/server'; export default createTokenHandler;";
  const bundleFor = async (conditions) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: WORKSPACE },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      conditions,
      write: false,
    });
    return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}#${conditions}`);
  };
  const refused = await bundleFor(['browser']).catch((error) => error.message);
  check(/never reach a browser/.test(refused), 'a page that imports the server entry fails with a sentence');
  for (const runtime of ['workerd', 'worker', 'edge-light', 'deno', 'bun', 'node']) {
    const { default: create } = await bundleFor([runtime, 'browser']);
    check(create.name === 'createTokenHandler', `${runtime} gets the real one`);
  }
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(bundlers);
const needsInstall = names.some((name) => name !== 'esbuild' && name !== 'vite');
if (needsInstall && !existsSync(join(BUNDLERS, 'node_modules'))) {
  run(BUNDLERS, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}
await rm(WORKSPACE, { recursive: true, force: true });
await mkdir(WORKSPACE, { recursive: true });
const browser = await openBrowser();
try {
  await install(pack(WORKSPACE));
  await checkServerComponents();
  await checkServerEntry();
  for (const name of names) {
    console.log(name);
    const folder = join(WORKSPACE, name);
    await cp(join(BUNDLERS, 'app'), folder, { recursive: true });
    await compileApp(folder);
    const warnings = await bundlers[name](folder);
    const ours = warnings.filter((text) => text.includes('decart-react'));
    check(ours.length === 0, `it bundles without a warning${ours.map((text) => `\n${text}`).join('')}`);
    if (NOT_RUN.has(name)) continue;
    const files = await readdir(join(folder, 'dist'));
    if (!files.includes('index.html')) {
      const html = await readFile(join(folder, 'index.html'), 'utf8');
      await writeFile(join(folder, 'dist/index.html'), html.replace('main.jsx', 'main.js'));
    }
    const server = await serveFolder(join(folder, 'dist'));
    const { page, faults, close } = await openPage(browser);
    try {
      await page.goto(server.origin);
      await goLive(page).catch((error) => {
        throw new Error(`${[...faults, error.message].join('\n')}`);
      });
      check(faults.length === 0, `it goes live${faults.map((text) => `\n${text}`).join('')}`);
    } finally {
      await close();
      server.close();
    }
  }
} finally {
  await browser.close();
  await rm(WORKSPACE, { recursive: true, force: true });
}
