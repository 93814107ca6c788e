import { createServer } from 'node:http';
import { Redis as Upstash } from '@upstash/redis';
import { Redis as IoRedis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkStore, type LineStep } from '../../../src/server';
import { createRedisStore, type RedisClient } from '../../../src/server/redis';
import { type Listening, listen } from '../support/listen';
import { type Redis, redisProgram, startRedis } from '../support/redis';

const STEP: LineStep = {
  ...{ action: 'poll', ticket: 'a', user: 'user:ada', capacity: 1, perUser: 1, maxWaiting: 10 },
  ...{ claim: 45_000, alive: 90_000, duration: 600_000, silence: 30_000 },
};

describe.skipIf(redisProgram === undefined)('Redis', () => {
  let redis: Redis;
  let ioredis: IoRedis;
  let nodeRedis: Awaited<ReturnType<typeof connectNodeRedis>>;
  let upstash: Upstash;
  let rest: Listening;
  const connectNodeRedis = (url: string) => createClient({ url }).connect();
  beforeAll(async () => {
    redis = await startRedis();
    ioredis = new IoRedis(redis.url);
    nodeRedis = await connectNodeRedis(redis.url);
    rest = await startRest(ioredis);
    upstash = new Upstash({ url: rest.url, token: 'token', enableTelemetry: false, retry: false });
  });
  afterAll(async () => {
    nodeRedis?.destroy();
    ioredis?.disconnect();
    await rest?.close();
    await redis?.stop();
  });

  const clients: Record<string, () => RedisClient> = {
    ioredis: () => ioredis,
    'node-redis': () => nodeRedis,
    "Upstash's client": () => upstash,
  };
  it.concurrent.each(Object.entries(clients))('does what every store must do, with %s', (name, clientOf) =>
    checkStore(createRedisStore(clientOf(), { prefix: name })),
  );

  it('every key expires', async () => {
    const store = createRedisStore(ioredis, { prefix: 'ends' });
    await store.hit('key', 1000);
    await store.enterCall('proxy', { id: '1', who: 'ada', perUser: 1, total: 1, ttl: 1000 });
    await store.line('main', STEP);
    const keys = await ioredis.keys('ends:*');
    expect(keys.length).toBeGreaterThan(4);
    for (const key of keys) expect(await ioredis.pttl(key)).toBeGreaterThan(0);
  });

  it('every key expires, even if only `countLine` is called', async () => {
    let time = Date.now();
    const store = createRedisStore(ioredis, { prefix: 'counted', now: () => time });
    await store.line('main', STEP);
    time += STEP.claim;
    await expect(store.countLine('main')).resolves.toMatchObject({ size: 0, taken: 0 });
    const keys = await ioredis.keys('counted:*');
    expect(keys).toContain('counted:{line:main}:used');
    for (const key of keys) expect(await ioredis.pttl(key)).toBeGreaterThan(0);
  });

  it('a call counts once, even if the client sends the script again after a lost connection', async () => {
    const store = createRedisStore(ioredis, { prefix: 'again' });
    const call = { id: '1', who: 'ada', perUser: 1, total: 1, ttl: 60_000 };
    await expect(store.enterCall('proxy', call)).resolves.toBe('entered');
    await expect(store.enterCall('proxy', call)).resolves.toBe('entered');
    await expect(store.enterCall('proxy', { ...call, id: '2' })).resolves.toBe('user');
    await expect(store.enterCall('proxy', { ...call, id: '2', who: 'bob' })).resolves.toBe('total');
    await store.leaveCall('proxy', call);
    await expect(store.enterCall('proxy', { ...call, id: '2' })).resolves.toBe('entered');
  });

  it('does not wait for a Redis that does not answer', async () => {
    const silent = { defineCommand() {}, eval: hang, evalsha: hang };
    const store = createRedisStore(silent, { timeout: 50 });
    await expect(store.hit('key', 1000)).rejects.toThrow("didn't answer within 50 ms");
  });
});

it('anything but a Redis client is refused at once', () => {
  for (const client of [undefined, null, {}, 'redis://localhost', { get() {} }]) {
    const create = () => Reflect.apply(createRedisStore, undefined, [client]);
    expect(create).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  }
});

it('sends each limit as digits: the Lua of some compatible servers reads no other infinity', async () => {
  const sent: string[][] = [];
  const evalsha = async (_sha: string, keys: number, ...rest: string[]) => {
    sent.push(rest.slice(keys));
    return 'entered';
  };
  const store = createRedisStore({ defineCommand() {}, eval: hang, evalsha });
  const none = Number.POSITIVE_INFINITY;
  await store.enterCall('proxy', { id: '1', who: undefined, perUser: 1, total: none, ttl: 1000 });
  await store.enterCall('proxy', { id: '2', who: 'ada', perUser: none, total: 5, ttl: 1000 });
  const step = { ...STEP, capacity: none, perUser: none, maxWaiting: none };
  await expect(store.line('main', step)).rejects.toThrow('never returns');
  expect(sent).toHaveLength(3);
  expect(sent.flat()).not.toContain('inf');
  expect(sent[0]?.slice(2, 4).join(' ')).toMatch(/^\d+ \d+$/);
  expect(sent[2]?.slice(5, 8).join(' ')).toMatch(/^\d+ \d+ \d+$/);
});

const hang = () => new Promise<never>(() => {});

/** What Upstash puts in front of Redis: one command as JSON or a list of them, with responses in base64. */
function startRest(client: IoRedis): Promise<Listening> {
  const encode = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(encode);
    return typeof value === 'string' ? Buffer.from(value).toString('base64') : value;
  };
  async function run([name = '', ...args]: (string | number)[]): Promise<object> {
    try {
      return { result: encode(await client.call(String(name), ...args.map(String))) };
    } catch (error) {
      return { error: String(error).replace(/^\w+: /, '') };
    }
  }
  return listen(
    createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = JSON.parse(Buffer.concat(chunks).toString());
      const answer = request.url === '/pipeline' ? await Promise.all(body.map(run)) : await run(body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    }),
  );
}
