import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProxyHandler, createTokenHandler, type ServerEvent } from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { type Listening, serve } from '../support/listen';

// A busy machine needs more time.
vi.setConfig({ testTimeout: 30_000 });

const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };
const events: ServerEvent[] = [];
const onEvent = (event: ServerEvent) => void events.push(event);

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  expect(logged.join('\n')).not.toContain(KEY);
  logged.length = 0;
  events.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

const common = () => ({
  authorize: () => ({ id: 'ada' }),
  apiKey: KEY,
  baseUrl: decart.url,
  logger,
  onEvent,
});

type Options = Record<string, unknown>;

async function start(create: (options: never) => (request: Request) => Promise<Response>, options: Options) {
  const app = await serve(Reflect.apply(create, undefined, [{ ...common(), ...options }]));
  onTestFinished(app.close);
  return app;
}

const never = () => new Promise<never>(() => {});
const late = (value: unknown, ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms, value));

/** Every function that an app can pass, and the request that calls it. */
const HOOKS: [name: string, path: string, options: (hook: () => unknown) => Options][] = [
  ['authorize', '/v1/jobs/lucy-2.5', (authorize) => ({ authorize })],
  ['getUserId', '/v1/jobs/lucy-2.5', (getUserId) => ({ getUserId })],
  ['getAddress', '/v1/jobs/lucy-2.5', (getAddress) => ({ getAddress })],
  ['apiKey', '/v1/jobs/lucy-2.5', (apiKey) => ({ apiKey })],
  ['rateLimit', '/v1/jobs/lucy-2.5', (rateLimit) => ({ rateLimit })],
  ['store.hit', '/v1/jobs/lucy-2.5', (hit) => ({ rateLimit: { limit: 1, store: { hit } } })],
  [
    'store.enterCall',
    '/v1/jobs/lucy-2.5',
    (enterCall) => ({ concurrency: { perUser: 1, store: { enterCall, keepCall() {}, leaveCall() {} } } }),
  ],
  [
    'store.line',
    '/token',
    (line) => ({ sessions: { capacity: 1, maxDurationSeconds: 60, store: { line, countLine() {} } } }),
  ],
  ['allowCall', '/v1/jobs/lucy-2.5', (allowCall) => ({ allowCall })],
  ['allowWatch', '/watch-stream/room', (allowWatch) => ({ allowWatch })],
  ['tokenOptions', '/token', (tokenOptions) => ({ tokenOptions })],
];

const post = (app: Listening, path: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path === '/token' ? path : `/api/decart${path}`}`, { method: 'POST', ...init });

const creatorFor = (path: string) => (path === '/token' ? createTokenHandler : createProxyHandler);

describe.each(HOOKS)('%s', (name, path, options) => {
  const startWith = (hook: () => unknown, timeouts = { hooks: 100 }) =>
    start(creatorFor(path), { ...options(hook), timeouts });

  it('that never answers leads to a 503, and a line in the log', async () => {
    const app = await startWith(never);
    const response = await post(app, path);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'TIMEOUT' });
    expect(logged.join()).toContain(`stopped waiting for \`${name}\``);
    expect(decart.received).toEqual([]);
    await eventually(() => expect(events).toMatchObject([{ outcome: 'failed', status: 503 }]));
  });

  it('that never answers is reported as soon as the client has disconnected', async () => {
    const hook = vi.fn(never);
    const app = await startWith(hook, { hooks: 60_000 });
    const abort = new AbortController();
    const response = post(app, path, { signal: abort.signal });
    await eventually(() => expect(hook).toHaveBeenCalled());
    abort.abort();
    await expect(response).rejects.toThrow();
    await eventually(() => expect(events).toMatchObject([{ outcome: 'aborted', status: 499 }]));
    expect(decart.received).toEqual([]);
  });

  const isStore = name.startsWith('store.');
  it(`that rejects is a ${isStore ? 503 : 500} without details`, async () => {
    const app = await startWith(() => Promise.reject(new Error(`no database, ${KEY}`)));
    const response = await post(app, path);
    expect(response.status).toBe(isStore ? 503 : 500);
    expect(await response.text()).not.toContain('database');
    expect(logged.join()).toContain('no database');
    expect(decart.received).toEqual([]);
  });

  it('that rejects when nobody waits any more does no harm', async () => {
    const rejected = vi.fn();
    const app = await startWith(
      () =>
        new Promise((_, reject) => {
          setTimeout(() => {
            rejected();
            reject(new Error('late'));
          }, 300);
        }),
    );
    expect((await post(app, path)).status).toBe(503);
    // An unhandled rejection would fail this run.
    await eventually(() => expect(rejected).toHaveBeenCalled());
    expect((await post(app, path)).status).toBe(503);
  });
});

it('all hooks of a request share one time limit', async () => {
  const app = await start(createProxyHandler, {
    authorize: late({ id: 'ada' }, 200),
    getUserId: late('ada', 200),
    allowCall: late(true, 200),
    timeouts: { hooks: 500 },
  });
  expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(503);
  expect(logged.join()).toContain('`allowCall`: all hooks together may take 500 ms');
  expect(decart.received).toEqual([]);
});

it('hooks that answer in time may all be asynchronous', async () => {
  const app = await start(createProxyHandler, {
    authorize: late({ id: 'ada' }, 1),
    getUserId: late('ada', 1),
    getAddress: late('192.0.2.1', 1),
    apiKey: late(KEY, 1),
    rateLimit: late(true, 1),
    allowCall: late(true, 1),
  });
  expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(200);
  await eventually(() => expect(events).toMatchObject([{ userId: 'ada', address: '192.0.2.1' }]));
});

describe('which results mean yes', () => {
  it.each(['yes', 1, {}, [], new Response('ok'), new Error('no'), () => true, undefined, null])(
    'nothing but true: %j',
    async (verdict) => {
      const closed: [Options, string, RequestInit, number][] = [
        [{ allowCall: () => verdict }, '/v1/jobs/lucy-2.5', { method: 'POST' }, 403],
        [{ allowWatch: () => verdict }, '/watch-stream/room', { method: 'POST' }, 403],
        [{ allowFileAccess: () => verdict }, '/v1/files/file_a', { method: 'GET' }, 404],
        [{ allowQuota: () => verdict }, '/v1/realtime/quota', { method: 'GET' }, 404],
        [{ rateLimit: () => verdict }, '/v1/jobs/lucy-2.5', { method: 'POST' }, 429],
      ];
      for (const [options, path, init, status] of closed) {
        const app = await start(createProxyHandler, options);
        expect((await post(app, path, init)).status).toBe(status);
      }
      expect(decart.received).toEqual([]);
    },
  );

  it.each([
    undefined,
    null,
    1,
    {},
    { count: '1', resetIn: 1 },
    { count: Number.NaN, resetIn: 1 },
    { resetIn: 1 },
  ])('a store that has not counted lets nobody through: %j', async (counted) => {
    const app = await start(createProxyHandler, {
      rateLimit: { limit: 5, store: { hit: () => counted } },
    });
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(decart.received).toEqual([]);
  });
});

describe('a logger', () => {
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no disk');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no disk'))],
    ['never answers', never],
  ])('that %s ends neither the request nor the process', async (_, error) => {
    // Without a key there is something to log, even for an anonymous request.
    const app = await start(createProxyHandler, { authorize: 'public', apiKey: '', logger: { error } });
    for (let round = 0; round < 2; round += 1) {
      expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    }
  });
});

describe('the key', () => {
  it('may differ for each request', async () => {
    const app = await start(createProxyHandler, {
      apiKey: async (request: Request) => (request.headers.get('x-tenant') === 'one' ? KEY : undefined),
    });
    expect((await post(app, '/v1/jobs/lucy-2.5', { headers: { 'x-tenant': 'one' } })).status).toBe(200);
    expect(decart.last().headers['x-api-key']).toBe(KEY);
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain('has no Decart API key');
  });

  it('from a function stays out of the log and out of responses, whatever it looks like', async () => {
    const plain = 'a-key-that-looks-like-none';
    const app = await start(createProxyHandler, {
      apiKey: () => plain,
      allowCall: () => {
        throw new Error(`refused ${plain}`);
      },
    });
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain('refused');
    expect(logged.join()).not.toContain(plain);
  });

  it.each([5, {}, true])('that is missing or invalid is a 500, and a line in the log: %j', async (key) => {
    const app = await start(createProxyHandler, { apiKey: () => key });
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain("which isn't a key");
  });

  it('that may not be read from the environment is a line in the log', async () => {
    // As in Deno without `--allow-env`.
    vi.stubGlobal('process', {
      ...process,
      env: new Proxy(
        {},
        {
          get() {
            throw new Error('Requires env access to "DECART_API_KEY".');
          },
        },
      ),
    });
    onTestFinished(() => void vi.unstubAllGlobals());
    const handler = createProxyHandler({ ...common(), apiKey: undefined });
    const response = await handler(
      new Request('http://app.example/api/decart/v1/jobs/lucy-2.5', { method: 'POST' }),
    );
    expect(response.status).toBe(500);
    expect(logged.join()).toContain(
      "This server isn't allowed to read the environment variable DECART_API_KEY",
    );
    expect(logged.join()).toContain('Requires env access');
  });
});

describe('events', () => {
  it('keep the runtime alive from the beginning of the request to the end of `onEvent`', async () => {
    const order: string[] = [];
    const app = await start(createTokenHandler, {
      async onEvent() {
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push('event sent');
      },
      waitUntil: (promise: Promise<unknown>, request: Request) => {
        order.push(`waits for ${request.method}`);
        promise.then(() => order.push('may stop'));
      },
    });
    expect((await post(app, '/token')).status).toBe(200);
    await eventually(() => expect(order).toEqual(['waits for POST', 'event sent', 'may stop']));
  });

  it('do not keep the runtime alive forever, and do not break it', async () => {
    for (const onEvent of [never, () => Promise.reject(new Error('no table'))]) {
      const waited = vi.fn();
      const app = await start(createTokenHandler, {
        onEvent,
        waitUntil: (promise: Promise<unknown>) => promise.then(waited),
        timeouts: { hooks: 100 },
      });
      expect((await post(app, '/token')).status).toBe(200);
      await eventually(() => expect(waited).toHaveBeenCalledOnce());
    }
    expect(logged.join()).toContain("`onEvent` didn't finish within 100 ms");
    expect(logged.join()).toContain('no table');
  });

  it('are sent even if `waitUntil` fails', async () => {
    for (const waitUntil of [
      () => {
        throw new Error('outside of a request');
      },
      () => Promise.reject(new Error('outside of a request')),
    ]) {
      events.length = 0;
      const app = await start(createTokenHandler, { waitUntil });
      expect((await post(app, '/token')).status).toBe(200);
      await eventually(() => expect(events).toHaveLength(1));
      expect(logged.join()).toContain('outside of a request');
    }
  });
});

describe('a handler that is called with an object that contains the request', () => {
  const ask = () =>
    new Request('http://app.example/api/decart/v1/jobs/lucy-2.5', {
      method: 'POST',
      headers: { host: 'app.example' },
    });

  it.each<[string, object]>([
    ['SvelteKit', { getClientAddress: () => '192.0.2.1' }],
    ['Astro', { clientAddress: '192.0.2.1' }],
  ])('answers, and knows the address as %s says it', async (_, event) => {
    const handler = createProxyHandler(common());
    expect((await handler.POST({ request: ask(), ...event })).status).toBe(200);
    await eventually(() => expect(events).toMatchObject([{ address: '192.0.2.1' }]));
  });

  it('answers even if the address is unknown', async () => {
    const handler = createProxyHandler(common());
    const event = {
      request: ask(),
      get clientAddress(): string {
        throw new Error('prerendered');
      },
    };
    expect((await handler.action(event)).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ["Express's request", { url: '/api/decart', method: 'POST', headers: {} }],
    ['an object with something else', { request: '/api/decart' }],
  ])('answers 500 and says so in the log when it is called with %s', async (_, input) => {
    const handler = createProxyHandler(common());
    const response: Response = await Reflect.apply(handler, undefined, [input]);
    expect(response.status).toBe(500);
    expect(logged.join()).toContain('createProxyHandler was called without a Request');
  });
});
