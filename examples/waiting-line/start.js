// Starts everything: a Redis, unless REDIS_URL names one, and two processes of server.js behind one port.
import { spawn } from 'node:child_process';
import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const PROCESSES = 2;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** A Redis for this demo alone: it keeps nothing. */
async function startRedis() {
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = spawn('redis-server', options.map(String), { stdio: 'ignore' });
  redis.once('error', () => {
    console.error('redis-server not found. Install Redis, or set REDIS_URL to a running one.');
    process.exit(1);
  });
  process.once('exit', () => redis.kill());
  return `redis://127.0.0.1:${port}`;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit());

// All processes need the same values.
const env = {
  REDIS_URL: process.env.REDIS_URL ?? (await startRedis()),
  COOKIE_SECRET: process.env.COOKIE_SECRET ?? randomUUID(),
};
cluster.setupPrimary({ exec: 'server.js' });
for (let count = 0; count < PROCESSES; count += 1) cluster.fork(env);
// A process that ends is replaced: its users keep their places, which are in Redis.
cluster.on('exit', ({ process: { pid } }) => {
  console.error(`Process ${pid} has ended.`);
  setTimeout(() => cluster.fork(env), 1000);
});
