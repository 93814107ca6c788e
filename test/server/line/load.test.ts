import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Decart, KEY, startDecart } from '../support/decart';
import { type Redis, redisProgram, startRedis } from '../support/redis';
import { type Crowd, letIn, startProcesses, wait } from './people';

const CAPACITY = 4;

describe.skipIf(redisProgram === undefined)('60 people, 4 sessions, two servers and one Redis', () => {
  let redis: Redis;
  let decart: Decart;
  let servers: Awaited<ReturnType<typeof startProcesses>>;
  beforeAll(async () => {
    [redis, decart] = await Promise.all([startRedis(), startDecart()]);
    servers = await startProcesses(3, {
      ...{ redisPort: redis.port, decartUrl: decart.url, apiKey: KEY },
      // A page that crashes frees its slot soon.
      sessions: { capacity: CAPACITY, maxDurationSeconds: 60, connectSeconds: 2, aliveSeconds: 2 },
    });
  });
  afterAll(async () => {
    await servers?.stop();
    await redis?.stop();
    await decart?.close();
  });

  const crowd = (seed: number): Crowd => ({
    ...{ urls: servers.processes.map(({ url }) => url), people: 60, poll: 40, arrival: 500 },
    ...{ random: randomFrom(seed), session: () => 20 + 60 * Math.random() },
    keeps: { claim: 2000, alive: 2000 },
    odds: { leave: 0.01, crash: 0.05, refused: 0.05 },
  });

  it('admits everybody once, in the order in which they came, and never more at a time', async () => {
    const facts = await letIn({ ...crowd(1), odds: { leave: 0, crash: 0, refused: 0 } });
    expect(facts).toMatchObject({ served: 60, overtaken: 0 });
    expect(facts.most).toBeLessThanOrEqual(CAPACITY);
  });

  it('loses nobody when people leave, crash and come back, Redis is killed and a server, too', async () => {
    const [{ served, left, most, failures }] = await Promise.all([
      letIn(crowd(2)),
      (async () => {
        await wait(400);
        await redis.kill();
        await wait(300);
        await redis.start();
        servers.processes[2]?.kill();
      })(),
    ]);
    expect(failures).toBeGreaterThan(0);
    expect(served + left).toBe(60);
    expect(most).toBeLessThanOrEqual(CAPACITY);
  });

  it('loses nobody when Redis loses its data, and admits at most the same number again', async () => {
    const [{ served, left, most }] = await Promise.all([
      letIn(crowd(3)),
      (async () => {
        await wait(400);
        await redis.kill();
        await redis.loseData();
        await redis.start();
      })(),
    ]);
    expect(served + left).toBe(60);
    expect(most).toBeLessThanOrEqual(2 * CAPACITY);
  });
});

/** The same numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
