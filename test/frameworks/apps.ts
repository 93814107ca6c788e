import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findProgram, freePort, untilListening, workerdConfig } from '../runtimes/runtimes';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
/** Inside this folder, so that its installed packages are found. */
const BUILD = join(here, '.build');

type Command = [program: string, ...args: string[]];

interface App {
  /** The docs page whose files it uses. */
  page: string;
  /** Selects some of the page's files. */
  files?: RegExp;
  /** The file that is bundled and run, if the framework has no build. */
  entry?: string;
  build?: Command;
  start(folder: string, port: number): Promise<Command> | Command;
  env?: Record<string, string>;
  /** The name of the variable that holds the server's own address. */
  originIn?: string;
  /** The TypeScript configuration that the framework writes. */
  extends?: string;
}

const bin = (name: string) => join(here, 'node_modules/.bin', name);
const bundle = (folder: string) => join(folder, 'bundle.mjs');
const node =
  (entry: string): App['start'] =>
  (folder) => [process.execPath, join(folder, entry)];
const SERVERS = 'express-fastify-koa.md';
const onNode = (page: string, entry: string): App => ({
  page,
  files: new RegExp(`^${entry}$`),
  entry,
  start: (folder) => [process.execPath, bundle(folder)],
});

export const APPS: Readonly<Record<string, App>> = {
  Express: onNode(SERVERS, 'express.ts'),
  Fastify: onNode(SERVERS, 'fastify.ts'),
  Koa: onNode(SERVERS, 'koa.ts'),
  'node:http': onNode(SERVERS, 'node.ts'),
  Hono: onNode('hono.md', 'hono.ts'),
  'Next.js, App Router': {
    page: 'next-js.md',
    files: /^app\//,
    build: [bin('next'), 'build'],
    start: (_, port) => [bin('next'), 'start', '-p', String(port)],
  },
  'Next.js, Pages Router': {
    page: 'next-js.md',
    files: /^pages\//,
    build: [bin('next'), 'build'],
    start: (_, port) => [bin('next'), 'start', '-p', String(port)],
  },
  SvelteKit: {
    page: 'sveltekit.md',
    build: [bin('vite'), 'build'],
    start: node('build/index.js'),
    env: { BODY_SIZE_LIMIT: 'Infinity' },
    originIn: 'ORIGIN',
    extends: './.svelte-kit/tsconfig.json',
  },
  Astro: {
    page: 'astro.md',
    build: [bin('astro'), 'build'],
    start: node('dist/server/entry.mjs'),
    env: { HOST: '127.0.0.1' },
  },
  'React Router': {
    page: 'react-router-and-remix.md',
    build: [bin('react-router'), 'build'],
    start: () => [bin('react-router-serve'), 'build/server/index.js'],
    env: { HOST: '127.0.0.1' },
  },
  Nitro: {
    page: 'nuxt-and-nitro.md',
    build: [bin('nitropack'), 'build'],
    start: node('.output/server/index.mjs'),
  },
  workerd: {
    page: 'cloudflare-workers.md',
    files: /\.ts$/,
    entry: 'worker.ts',
    async start(folder, port) {
      const { DECART_API_KEY = '', DECART_BASE_URL = '' } = process.env;
      const config = join(folder, 'config.capnp');
      await writeFile(config, workerdConfig(port, { DECART_API_KEY, DECART_BASE_URL }, 'bundle.mjs'));
      return [await findProgram('@cloudflare', 'bin/workerd'), 'serve', config];
    },
  },
  Bun: {
    page: 'bun-and-deno.md',
    entry: 'server.ts',
    start: async (folder) => [await findProgram('@oven', 'bin/bun'), bundle(folder)],
  },
  Deno: {
    page: 'bun-and-deno.md',
    entry: 'server.ts',
    start: async (folder) => [
      await findProgram('@deno', 'deno'),
      ...['run', '--no-config', '--no-remote', '--allow-net', '--allow-env', bundle(folder)],
    ],
  },
};

/** These are only compiled: running them needs Node 22, or an account. */
export const COMPILED: Readonly<Record<string, Pick<App, 'page' | 'build'>>> = {
  'TanStack Start': {
    page: 'tanstack-start.md',
    build: [process.execPath, join(here, 'generateRoutes.mjs')],
  },
  Logins: { page: 'logins.md' },
};

const SKELETONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['Express', 'Fastify', 'Koa', 'node:http'].map((name) => [name, 'node'])),
  ...{ Hono: 'hono', 'Next.js, App Router': 'next-app', 'Next.js, Pages Router': 'next-pages' },
  ...{ SvelteKit: 'sveltekit', Astro: 'astro', 'React Router': 'react-router', Nitro: 'nuxt' },
  ...{
    workerd: 'worker',
    Bun: 'bun-deno',
    Deno: 'bun-deno',
    'TanStack Start': 'tanstack-start',
    Logins: 'logins',
  },
};

/** Writes a page's files over the app's other files, and returns the folder. */
async function prepare(name: string): Promise<string> {
  const app = APPS[name] ?? COMPILED[name];
  const skeleton = SKELETONS[name];
  if (app === undefined || skeleton === undefined) throw new Error(`There is no app "${name}".`);
  const folder = join(BUILD, name.replaceAll(/\W+/g, '-').toLowerCase());
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await linkPackage();
  await cp(join(here, 'apps', skeleton), folder, { recursive: true });
  const page = await readFile(join(root, 'docs/src/content/docs/server', app.page), 'utf8');
  const files = APPS[name]?.files ?? /./;
  let count = 0;
  for (const [, path = '', code = ''] of page.matchAll(/^```tsx? run\n\/\/ (\S+)\n(.*?)^```$/gms)) {
    if (!files.test(path)) continue;
    count += 1;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), atOurDecart(code));
  }
  if (count === 0) throw new Error(`${app.page} has no files for ${name}.`);
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig(APPS[name]?.extends)));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: await dependencies() }),
  );
  return folder;
}

function tsconfig(base: string | undefined): object {
  if (base !== undefined) return { extends: base, compilerOptions: { strict: true, skipLibCheck: true } };
  return {
    compilerOptions: {
      ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', jsx: 'react-jsx' },
      ...{ strict: true, noEmit: true, skipLibCheck: true, noUncheckedIndexedAccess: true },
      types: ['node'],
    },
  };
}

/** Some frameworks search there for packages. */
async function dependencies(): Promise<unknown> {
  return JSON.parse(await readFile(join(here, 'package.json'), 'utf8')).dependencies;
}

/** The page's code with one more option, which points to the simulated Decart. */
function atOurDecart(code: string): string {
  const env = /\benv\b.*from '(cloudflare:workers|\$env)/.test(code) ? 'env' : 'process.env';
  return code.replaceAll(
    /create(Token|Proxy)Handler\(\{/g,
    (call) => `${call} baseUrl: ${env}.DECART_BASE_URL,`,
  );
}

async function linkPackage(): Promise<void> {
  const link = join(here, 'node_modules/decart-react');
  await rm(link, { recursive: true, force: true });
  await symlink(root, link, 'dir');
}

function run([program, ...args]: Command, cwd: string, env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...env,
      NEXT_TELEMETRY_DISABLED: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
}

export async function compile(name: string): Promise<void> {
  const folder = await prepare(name);
  const { build } = COMPILED[name] ?? {};
  if (build) run(build, folder);
  checkTypes(folder);
}

function checkTypes(folder: string): void {
  run([join(root, 'node_modules/.bin/tsc'), '-p', folder], folder);
}

export async function startApp(name: string, env: { DECART_API_KEY: string; DECART_BASE_URL: string }) {
  const app = APPS[name];
  if (app === undefined) throw new Error(`There is no app "${name}".`);
  const folder = await prepare(name);
  if (app.build) run(app.build, folder);
  if (app.entry) {
    await build({
      entryPoints: [join(folder, app.entry)],
      outfile: bundle(folder),
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['cloudflare:workers'],
      conditions: name === 'workerd' ? ['workerd', 'worker', 'browser'] : [],
      // CommonJS modules in a bundle need this.
      banner:
        name === 'workerd'
          ? {}
          : {
              js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
            },
    });
  }
  checkTypes(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  Object.assign(process.env, env);
  const [program, ...args] = await app.start(folder, port);
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...app.env,
      ...env,
      ...(app.originIn && { [app.originIn]: url }),
      PORT: String(port),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  try {
    await untilListening(port, child);
  } catch (error) {
    stop();
    throw new Error(`${name} does not listen:\n${output}`, { cause: error });
  }
  return { url, output: () => output, stop };
}
