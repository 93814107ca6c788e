// 500 people and ten slots: two server processes, one Redis, real sockets.
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const CAPACITY = 10;
const PEOPLE = 500;
const SESSION_MS = { min: 100, max: 300 };
const POLL_MS = 100;
const PARTS = ['line/people', 'support/redis', 'support/decart'];

/** The crowd, the servers and the Redis of the tests. */
async function loadParts(folder) {
  await mkdir(folder, { recursive: true });
  const file = `${folder}/parts.mjs`;
  const contents = PARTS.map((name) => `export * from './test/server/${name}';`).join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    ...{ outfile: file, bundle: true, format: 'esm', platform: 'node', packages: 'external' },
  });
  return import(file);
}

export async function line() {
  // Stops everything in reverse order, whatever fails.
  const cleanups = [];
  try {
    await run((cleanup) => cleanups.unshift(cleanup));
  } finally {
    for (const cleanup of cleanups) await cleanup().catch((error) => console.error(error));
  }
}

async function run(onEnd) {
  // As deep as the sources, which look for the root from there.
  const folder = `${root}node_modules/.bench`;
  onEnd(() => rm(folder, { recursive: true, force: true }));
  const { startRedis, startDecart, startProcesses, letIn, KEY } = await loadParts(`${folder}/line`);
  const redis = await startRedis();
  onEnd(() => redis.stop());
  const decart = await startDecart();
  onEnd(() => decart.close());
  const servers = await startProcesses(2, {
    ...{ redisPort: redis.port, decartUrl: decart.url, apiKey: KEY },
    sessions: { capacity: CAPACITY, maxDurationSeconds: 60, connectSeconds: 5, aliveSeconds: 5 },
  });
  onEnd(() => servers.stop());
  const { min, max } = SESSION_MS;
  const facts = await letIn({
    ...{ urls: servers.processes.map(({ url }) => url), people: PEOPLE, poll: POLL_MS, arrival: 2000 },
    ...{ random: Math.random, session: () => min + (max - min) * Math.random() },
    keeps: { claim: 5000, alive: 5000 },
    odds: { leave: 0.0005, crash: 0.01, refused: 0.02 },
  });
  const ideal = (PEOPLE * (min + max)) / 2 / CAPACITY;
  const { served, left, crashed, refused, most, failures, polls, milliseconds } = facts;
  console.log(
    `line: ${served} had their session and ${left} left, of ${PEOPLE} (${crashed} crashed, ${refused} were refused, and came back)`,
  );
  console.log(
    `  ${most} slots at a time at most (${CAPACITY}), ${failures} answers failed, ${polls} polls, ` +
      `${Math.round(milliseconds)} ms (${Math.round(ideal)} if no slot were ever free: ratio ${(milliseconds / ideal).toFixed(2)})`,
  );
  if (served + left !== PEOPLE || most > CAPACITY) process.exitCode = 1;
}
