import { describe, expect, it, vi } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../../src/server';
import { KEY } from '../support/decart';
import { eventually } from '../support/eventually';
import { decart, logged } from '../support/ownDecart';
import { common, events, never, type Options, post, start } from './startHandler';

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
