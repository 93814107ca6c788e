import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis, REDIS, whenMissing } from '../../../scripts/engine.mjs';

/** Undefined if there is none: then tests that need it are skipped, unless `CI` is set. */
export const redisProgram = findRedis();
const missing = whenMissing(REDIS);
if (redisProgram === undefined && missing.isError) throw new Error(missing.message);

/** A real Redis that writes each change to its disk before it answers. */
export async function startRedis() {
  if (redisProgram === undefined) throw new Error('There is no redis-server.');
  const program = redisProgram;
  const port = await freePort();
  let folder = await mkdtemp(join(tmpdir(), 'decart-redis-'));
  let child: ChildProcess;

  async function start(): Promise<void> {
    const options = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = spawn(program, [...args, '--save', ''], { stdio: 'ignore' });
    while (!(await answersPing(port))) {
      if (child.exitCode !== null) throw new Error(`redis-server has ended with ${child.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  /** Like a power cut. */
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  async function loseData(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    folder = await mkdtemp(join(tmpdir(), 'decart-redis-'));
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    loseData,
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Redis = Awaited<ReturnType<typeof startRedis>>;

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
  });
}
