import { createServer } from 'node:http';
import { Redis as Upstash } from '@upstash/redis';
import { Redis as IoRedis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore, type LineStep, type SharedStore } from '../../../src/server';
import { createRedisStore } from '../../../src/server/redis';
import { type Listening, listen } from '../support/listen';
import { type Redis, redisProgram, startRedis } from '../support/redis';

const STEP: LineStep = {
  ...{ action: 'poll', ticket: 'a', user: 'user:ada', capacity: 1, perUser: 1, maxWaiting: 10 },
  ...{ claim: 45_000, alive: 90_000, duration: 600_000, silence: 30_000 },
};

/** What every store must do, whoever has written it. */
function conforms(create: () => SharedStore): void {
  it('counts in a window that ends by itself', async () => {
    const store = create();
    const first = await store.hit('user:ada', 150);
    expect(first.count).toBe(1);
    expect(first.resetIn).toBeGreaterThan(0);
    expect(first.resetIn).toBeLessThanOrEqual(150);
    expect(await store.hit('user:ada', 60_000)).toMatchObject({ count: 2 });
    expect(await store.hit('user:bob', 150)).toMatchObject({ count: 1 });
    await expect.poll(async () => (await store.hit('user:ada', 10)).count).toBe(1);
  });

  it('counts each of many requests at once', async () => {
    const store = create();
    const counts = await Promise.all(Array.from({ length: 50 }, () => store.hit('key', 60_000)));
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it('lets as many calls in as there may be, of one user and of all', async () => {
    const store = create();
    const call = (id: string, who: string | undefined) => ({ id, who, perUser: 1, total: 2, ttl: 60_000 });
    expect(await store.enterCall('proxy', call('1', 'ada'))).toBe('entered');
    expect(await store.enterCall('proxy', call('2', 'ada'))).toBe('user');
    expect(await store.enterCall('proxy', call('3', undefined))).toBe('entered');
    expect(await store.enterCall('proxy', call('4', 'bob'))).toBe('total');
    expect(await store.enterCall('token', call('5', 'ada'))).toBe('entered');
    await store.leaveCall('proxy', call('1', 'ada'));
    expect(await store.enterCall('proxy', call('6', 'ada'))).toBe('entered');
  });

  it('forgets the calls of a process that has ended, and keeps those that are kept', async () => {
    const store = create();
    const call = (id: string, ttl: number) => ({ id, who: 'ada', perUser: 2, total: 9, ttl });
    await store.enterCall('proxy', call('1', 100));
    await store.enterCall('proxy', call('2', 100));
    await store.keepCall('proxy', call('2', 60_000));
    await expect.poll(() => store.enterCall('proxy', call('3', 60_000))).toBe('entered');
    expect(await store.enterCall('proxy', call('4', 60_000))).toBe('user');
  });

  it('gives a free slot to one of many who ask at once', async () => {
    const store = create();
    const people = Array.from({ length: 30 }, (_, index) => String(index));
    const answers = await Promise.all(
      people.map((name) => store.line('main', { ...STEP, ticket: name, user: `user:${name}` })),
    );
    expect(answers.filter(({ state }) => state === 'slot')).toHaveLength(1);
    expect(await store.countLine('main')).toMatchObject({ size: 29, taken: 1 });
    expect(await store.countLine('other')).toEqual({ size: 0, taken: 0, mean: 0 });
  });

  it('keeps names apart that look like its own marks', async () => {
    const store = create();
    const users = ['user:a|b', 'user:{x}', 'user:ä 🎥', 'user:\'"\\'];
    for (const [index, user] of users.entries()) {
      const step = { ...STEP, ticket: `t${index}`, user };
      expect(await store.line('{main}', step)).toMatchObject({ state: index === 0 ? 'slot' : 'waiting' });
    }
    const [first = ''] = users;
    expect(await store.line('{main}', { ...STEP, ticket: 'again', user: first })).toMatchObject({
      isOwn: true,
    });
  });
}

describe('the memory', () => conforms(() => createMemoryStore()));

describe.skipIf(redisProgram === undefined)('Redis', () => {
  let redis: Redis;
  let ioredis: IoRedis;
  let nodeRedis: Awaited<ReturnType<typeof connectNodeRedis>>;
  let upstash: Upstash;
  let rest: Listening;
  let count = 0;
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
  const prefix = () => {
    count += 1;
    return `test${count}`;
  };

  describe('with ioredis', () => conforms(() => createRedisStore(ioredis, { prefix: prefix() })));
  describe('with node-redis', () => conforms(() => createRedisStore(nodeRedis, { prefix: prefix() })));
  describe("with Upstash's client", () => conforms(() => createRedisStore(upstash, { prefix: prefix() })));

  it('leaves nothing that never ends', async () => {
    const store = createRedisStore(ioredis, { prefix: 'ends' });
    await store.hit('key', 1000);
    await store.enterCall('proxy', { id: '1', who: 'ada', perUser: 1, total: 1, ttl: 1000 });
    await store.line('main', STEP);
    const keys = await ioredis.keys('ends:*');
    expect(keys.length).toBeGreaterThan(4);
    for (const key of keys) expect(await ioredis.pttl(key)).toBeGreaterThan(0);
  });

  it('a Redis that does not answer is not waited for', async () => {
    const silent = { defineCommand() {}, eval: hang, evalsha: hang };
    const store = createRedisStore(silent, { timeout: 50 });
    await expect(store.hit('key', 1000)).rejects.toThrow('did not answer within 50 ms');
  });
});

it('what is no client of Redis is refused at once', () => {
  for (const client of [undefined, null, {}, 'redis://localhost', { get() {} }]) {
    const create = () => Reflect.apply(createRedisStore, undefined, [client]);
    expect(create).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  }
});

const hang = () => new Promise<never>(() => {});

/** What Upstash puts in front of Redis: one command as JSON or a list of them, and answers in base64. */
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
