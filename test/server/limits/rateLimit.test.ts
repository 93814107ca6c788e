import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createMemoryStore,
  createTokenHandler,
  type RateLimitStore,
  type TokenHandlerOptions,
} from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterAll(() => decart.close());

const authorize = (request: Request) => request.headers.get('x-user');

function createHandler(options: Partial<TokenHandlerOptions<string>>) {
  return createTokenHandler<string>({ authorize, apiKey: KEY, baseUrl: decart.url, ...options });
}

const ask = (user: string, headers: Record<string, string> = {}) =>
  new Request('https://app.example/token', { method: 'POST', headers: { 'x-user': user, ...headers } });

describe('requesting too often', () => {
  it('is answered with when to retry, for each user separately', async () => {
    const handler = createHandler({ rateLimit: { limit: 2, window: 30_000 } });
    expect((await handler(ask('ada'))).status).toBe(200);
    expect((await handler(ask('ada'))).status).toBe(200);
    const refused = await handler(ask('ada'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(28);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    await expect(refused.json()).resolves.toMatchObject({ code: 'RATE_LIMITED' });
    expect((await handler(ask('bob'))).status).toBe(200);
  });

  it('ends when the window ends', async () => {
    let time = 0;
    const store = createMemoryStore(() => time);
    const handler = createHandler({ rateLimit: { limit: 1, window: 30, store } });
    await handler(ask('ada'));
    expect((await handler(ask('ada'))).status).toBe(429);
    time = 30;
    expect((await handler(ask('ada'))).status).toBe(200);
  });

  it('has a default limit, which can be switched off', async () => {
    const last = async (handler: ReturnType<typeof createHandler>) => {
      let status = 200;
      for (let count = 0; count <= 300; count += 1)
        status = (await handler(ask('ada', { origin: 'null' }))).status;
      return status;
    };
    // Requests from other sites aren't counted: nobody else's page can use up a user's requests.
    const handler = createHandler({});
    expect(await last(handler)).toBe(403);
    expect((await handler(ask('ada'))).status).toBe(200);
    const baseUrl = 'http://127.0.0.1:1';
    const logger = { error() {} };
    const flood = async (options: Partial<TokenHandlerOptions<string>>) => {
      const handler = createHandler({ baseUrl, logger, ...options });
      const responses = await Promise.all(Array.from({ length: 301 }, () => handler(ask('ada'))));
      return responses.filter(({ status }) => status === 429).length;
    };
    expect(await flood({})).toBe(1);
    expect(await flood({ rateLimit: false })).toBe(0);
  });

  it('counts by address if users have no id, according to the trusted proxies', async () => {
    const handler = (trustProxy: boolean | number) =>
      createTokenHandler({
        authorize: 'public',
        apiKey: KEY,
        baseUrl: decart.url,
        trustProxy,
        rateLimit: { limit: 1 },
      });
    const from = (addresses: string) => ask('', { 'x-forwarded-for': addresses });
    const one = handler(true);
    expect((await one(from('192.0.2.1'))).status).toBe(200);
    expect((await one(from('192.0.2.2'))).status).toBe(200);
    // Everything before the last one was sent by the client itself.
    expect((await one(from('198.51.100.9, 192.0.2.1'))).status).toBe(429);
    const two = handler(2);
    // It bypassed the outer proxy: there is only what the client wrote.
    expect((await two(from('198.51.100.7'))).status).toBe(200);
    expect((await two(from('198.51.100.8'))).status).toBe(429);
    expect((await two(from('192.0.2.1, 10.0.0.1'))).status).toBe(200);
    expect((await two(from('192.0.2.2, 10.0.0.1'))).status).toBe(200);
    expect((await two(from('198.51.100.9, 192.0.2.1, 10.0.0.1'))).status).toBe(429);
    const none = handler(false);
    expect((await none(from('192.0.2.1'))).status).toBe(200);
    expect((await none(from('192.0.2.2'))).status).toBe(429);
  });

  it.each([
    ['a proxy adds the port', '192.0.2.1:50001', '192.0.2.1:50002', '192.0.2.2:50001'],
    ['it is the same in IPv6', '192.0.2.1', '::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    // A home or a phone has a whole network of addresses, and may use another for each request.
    ['a client changes its own in IPv6', '2001:db8:1:2::a', '2001:DB8:1:2:3:4:5:6', '2001:db8:1:3::a'],
    ['a proxy adds the port in IPv6', '[2001:db8::a]:50001', '[2001:db8::b]:50002', '[2001:db8:1::a]:50001'],
    ['it is short', '2001:db8::', '2001:db8:0:0::7', '::1'],
    ['it is no address', 'unknown', 'unknown', '_hidden'],
  ])('counts by address even if %s', async (_, first, second, other) => {
    const handler = createTokenHandler({
      authorize: 'public',
      apiKey: KEY,
      baseUrl: decart.url,
      trustProxy: true,
      rateLimit: { limit: 1 },
    });
    const from = (address: string) => handler(ask('', { 'x-forwarded-for': address }));
    expect((await from(first)).status).toBe(200);
    expect((await from(second)).status).toBe(429);
    expect((await from(other)).status).toBe(200);
  });

  it('counts by the address that `getAddress` returns', async () => {
    const handler = createTokenHandler({
      authorize: 'public',
      apiKey: KEY,
      baseUrl: decart.url,
      getAddress: (request) => request.headers.get('cf-connecting-ip'),
      rateLimit: { limit: 1 },
    });
    const from = (address: string) => handler(ask('', { 'cf-connecting-ip': address }));
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.1')).status).toBe(429);
    expect((await from('192.0.2.2')).status).toBe(200);
  });

  it('logs once that all clients of an open endpoint share one limit', async () => {
    const error = vi.fn();
    const handler = createTokenHandler({
      authorize: 'public',
      apiKey: KEY,
      baseUrl: decart.url,
      logger: { error },
    });
    await handler(ask(''));
    await handler(ask(''));
    expect(error).toHaveBeenCalledOnce();
    expect(error.mock.lastCall?.[0]).toMatch(/all clients share one rate limit.*`getAddress`.*`trustProxy`/);
  });

  it.each<[string, unknown]>([
    ['an object', { address: '192.0.2.1' }],
    ['a list', ['192.0.2.1']],
    ['a number', 3_221_225_985],
    ['true', true],
    ['a function', () => '192.0.2.1'],
  ])(
    'lets nobody in without an address where `getAddress` returns %s, and the log says why',
    async (_, address) => {
      const error = vi.fn();
      for (const answer of [address, Promise.resolve(address)]) {
        const handler = createHandler({ getAddress: () => answer as string, logger: { error } });
        expect((await handler(ask('ada'))).status).toBe(500);
        expect(error.mock.lastCall?.[0]).toMatch(
          /`getAddress` returned a value of type \w+, which isn't an address/,
        );
      }
    },
  );

  it('counts by the address of the socket on Node', async () => {
    const keys: string[] = [];
    const handler = createTokenHandler({
      authorize: 'public',
      apiKey: KEY,
      baseUrl: decart.url,
      rateLimit: ({ key }) => keys.push(key) > 0,
    });
    const app = await serve(handler);
    await fetch(app.url, { method: 'POST' });
    await app.close();
    expect(keys).toEqual(['token:address:127.0.0.1']);
  });
});

describe('your own limit', () => {
  it('knows who requests what, and may say when to retry', async () => {
    const rateLimit = vi.fn(async () => ({ retryAfterSeconds: 1.2 }));
    const refused = await createHandler({ rateLimit })(ask('ada'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(rateLimit).toHaveBeenCalledExactlyOnceWith({
      key: 'token:user:ada',
      action: 'token.create',
      user: 'ada',
      request: expect.any(Request),
    });
  });

  it('may simply say yes or no', async () => {
    const refused = await createHandler({ rateLimit: () => false })(ask('ada'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect((await createHandler({ rateLimit: () => true })(ask('ada'))).status).toBe(200);
  });

  it.each<unknown>([
    undefined,
    null,
    {},
    { retryAfterSeconds: Number.NaN },
    { retryAfterSeconds: Number.POSITIVE_INFINITY },
    { retryAfterSeconds: 1e300 },
    { retryAfterSeconds: 1e21 },
  ])("that doesn't return yes is a no, without a time: %j", async (verdict) => {
    // What plain JavaScript returns when it has nothing to say.
    const refused = await createHandler({ rateLimit: () => verdict as boolean })(ask('ada'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    await expect(refused.json()).resolves.toMatchObject({ detail: 'Too many requests. Try again later.' });
  });

  it('may use a store that several servers share', async () => {
    const counts = new Map<string, number>();
    const store: RateLimitStore = {
      async hit(key) {
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return { count, resetIn: 5000 };
      },
    };
    const [one, two] = [0, 1].map(() => createHandler({ rateLimit: { limit: 1, store } }));
    expect((await one?.(ask('ada')))?.status).toBe(200);
    const refused = await two?.(ask('ada'));
    expect(refused?.status).toBe(429);
    expect(refused?.headers.get('retry-after')).toBe('5');
  });
});

describe('the memory', () => {
  it('starts again when a window is over', () => {
    let time = 0;
    const store = createMemoryStore(() => time);
    expect(store.hit('a', 100)).toEqual({ count: 1, resetIn: 100 });
    time = 60;
    expect(store.hit('a', 100)).toEqual({ count: 2, resetIn: 40 });
    time = 100;
    expect(store.hit('a', 100)).toEqual({ count: 1, resetIn: 100 });
  });

  it('does not grow with the number of clients', () => {
    const store = createMemoryStore(() => 0);
    store.hit('first', 100);
    for (let index = 0; index < 100_000; index += 1) store.hit(`user-${index}`, 100);
    // It was forgotten, so it starts with the request count of those that were forgotten.
    expect(store.hit('first', 100)).toEqual({ count: 2, resetIn: 100 });
    expect(store.hit('user-50000', 100)).toEqual({ count: 2, resetIn: 100 });
  });

  it('lets everybody start again when the windows of those who were forgotten are over', () => {
    let time = 0;
    const store = createMemoryStore(() => time);
    for (let index = 0; index <= 100_000; index += 1) store.hit(`user-${index}`, 100);
    expect(store.hit('new', 100)).toMatchObject({ count: 2 });
    time = 100;
    expect(store.hit('newer', 100)).toMatchObject({ count: 1 });
  });

  it.each([1, 2, 5])('keeps a client blocked while thousands of others make %i requests each', (each) => {
    let time = 0;
    const store = createMemoryStore(() => time);
    time = 50;
    for (let hit = 0; hit < 4; hit += 1) store.hit('guesser', 100);
    const crowd = (prefix: string, size: number) => {
      for (let index = 0; index < size; index += 1) {
        for (let hit = 0; hit < each; hit += 1) store.hit(`${prefix}-${index}`, 100);
      }
    };
    crowd('network', 105_000);
    expect(store.hit('guesser', 100)).toMatchObject({ count: expect.toSatisfy((count) => count > 4) });
    // Others end in between, and make room.
    time = 120;
    crowd('other', 10);
    expect(store.hit('guesser', 100)).toMatchObject({ count: expect.toSatisfy((count) => count > 4) });
  });

  it.each(['x', null, 5, {}])('takes no other clock than a function: %j', (now) => {
    const call = () => Reflect.apply(createMemoryStore, undefined, [now]);
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    expect(call).toThrow('`now` must be a function');
  });
});
