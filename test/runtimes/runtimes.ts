import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { listen } from '../server/support/listen';
import type { Env } from './app';

const here = fileURLToPath(new URL('.', import.meta.url));

export interface RunningApp {
  url: string;
  /** What it has written so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The program of a package whose binaries are separate packages, one for each platform. */
export async function findProgram(scope: string, path: string): Promise<string> {
  const folder = join(here, 'node_modules', scope);
  const [name] = await readdir(folder);
  if (name === undefined) throw new Error(`There is nothing in ${folder}.`);
  return join(folder, name, path);
}

interface Runtime {
  entry: string;
  /** Modules that only the runtime has. */
  external?: string[];
  /** For esbuild: that of a library which is bundled. */
  platform?: 'node' | 'neutral';
  command(file: string, port: number, env: Env): Promise<[program: string, ...args: string[]]>;
  /** Whether the layer in front reports in production that a client has left. */
  hasEdge?: boolean;
}

/** For the installed version, without Node's modules, which aren't needed. */
export function workerdConfig(port: number, env: object, file = 'app.mjs'): string {
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .app),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const app :Workerd.Worker = (
  modules = [(name = "app.mjs", esModule = embed "${file}")],
  compatibilityDate = "2026-04-01",
  compatibilityFlags = ["enable_request_signal"],
  bindings = [${bindings.join(', ')}],
);
`;
}

/**
 * The runtimes in the docs. `Bun.serve` sends streams without their length, and `Deno.serve` does not notice that a client
 * has left once its body came in a second packet; their `node:http` does both.
 */
export const RUNTIMES: Readonly<Record<string, Runtime>> = {
  'Node, node:http': {
    entry: 'serve.node.ts',
    platform: 'node',
    command: async (file) => [process.execPath, file],
  },
  'Node, fetch': {
    entry: 'serve.node-fetch.ts',
    platform: 'node',
    command: async (file) => [process.execPath, file],
  },
  workerd: {
    entry: 'serve.workerd.ts',
    external: ['cloudflare:workers'],
    hasEdge: true,
    async command(file, port, env) {
      const config = join(file, '..', 'config.capnp');
      await writeFile(config, workerdConfig(port, env));
      return [await findProgram('@cloudflare', 'bin/workerd'), 'serve', config];
    },
  },
  'Bun, node:http': {
    entry: 'serve.node.ts',
    platform: 'node',
    command: async (file) => [await findProgram('@oven', 'bin/bun'), 'run', file],
  },
  'Deno, node:http': {
    entry: 'serve.node.ts',
    platform: 'node',
    command: async (file) => [
      await findProgram('@deno', 'deno'),
      ...['run', '--no-config', '--no-remote', '--allow-net', '--allow-env', file],
    ],
  },
};

/** Builds the app for a runtime as a bundler would, starts it, and waits until it listens. */
export async function startApp(name: string, env: Env): Promise<RunningApp> {
  const runtime = RUNTIMES[name];
  if (runtime === undefined) throw new Error(`There is no runtime "${name}".`);
  const folder = await mkdtemp(join(tmpdir(), 'decart-react-runtime-'));
  const file = join(folder, 'app.mjs');
  const { entry, external = [], platform = 'neutral' } = runtime;
  await build({
    entryPoints: [join(here, entry)],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform,
    external,
  });
  const port = await freePort();
  const [program, ...args] = await runtime.command(file, port, env);
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, HOME: folder, ...env, PORT: String(port) },
    stdio: 'pipe',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const edge = runtime.hasEdge ? await startEdge(port) : undefined;
  const stop = async () => {
    await edge?.close();
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(port, child);
  } catch (error) {
    await stop();
    throw new Error(`${name} does not listen: ${output}`, { cause: error });
  }
  return { url: `http://127.0.0.1:${edge?.port ?? port}`, output: () => output, stop };
}

/**
 * Passes bytes both ways. When a client closes its connection, the connection to the runtime is reset: after a normal close
 * the runtime could still send.
 */
async function startEdge(to: number) {
  const server = createServer((client) => {
    const behind = connect(to, '127.0.0.1');
    client.on('data', (chunk) => behind.write(chunk) || client.pause());
    behind.on('drain', () => client.resume());
    behind.on('data', (chunk) => client.write(chunk) || behind.pause());
    client.on('drain', () => behind.resume());
    client.on('close', () => behind.resetAndDestroy());
    // A response that was cut off stays cut off.
    behind.on('close', () => client.destroySoon());
    for (const socket of [client, behind]) socket.on('error', () => {});
  });
  return listen(server);
}

export async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`It has ended with ${child.exitCode}.`);
    if (await canConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It took too long.');
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
