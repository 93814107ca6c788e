import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProxyHandler, type ProxyHandlerOptions } from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

// On a busy machine everything takes its time.
vi.setConfig({ testTimeout: 30_000 });

const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  logged.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

/** A proxy on a socket, with hooks as plain JavaScript may write them. */
async function start(options: Record<string, unknown>) {
  const all = { authorize: () => ({ id: 'ada' }), apiKey: KEY, baseUrl: decart.url, logger, ...options };
  const app = await serve(createProxyHandler(all as ProxyHandlerOptions<unknown>));
  onTestFinished(app.close);
  const call = (path: string, init: RequestInit = {}) => fetch(`${app.url}/api/decart${path}`, init);
  return { call, submit: () => call('/v1/jobs/lucy-2.5', { method: 'POST' }) };
}

/** MongoDB's. */
class ObjectId {
  constructor(private readonly hex: string) {}
  toHexString() {
    return this.hex;
  }
}

/** As the edge sandbox of Next.js, undici and node-fetch have one of their own. */
const foreignResponse = (status: number) => ({
  status,
  headers: new Map([['location', '/login']]),
  async text() {
    return 'Please sign in.';
  },
});

class CustomId {
  constructor(private readonly text: string) {}
  toString() {
    return this.text;
  }
}

describe('nobody gets in as a user', () => {
  it.each<[string, unknown]>([
    ['no row found', []],
    ['rows', [{ id: 'ada' }]],
    ['an empty object', {}],
    ['an empty object without a prototype', Object.create(null)],
    ['a session without a user', { user: null }],
    ['a session that has expired', { user: undefined, expires: '' }],
    ["what Supabase's `getUser()` returns for nobody", { data: { user: null }, error: {} }],
    ["what Supabase's `getSession()` returns for nobody", { data: { session: null } }],
    ["what Clerk's `auth()` returns for nobody", { userId: null, sessionId: null, getToken() {} }],
    ['an error', new Error('not signed in')],
    ['a function', () => ({ id: 'ada' })],
    ['a symbol', Symbol('ada')],
    ['NaN', Number.NaN],
    ['an empty text', ''],
    ['zero', 0],
    ['a redirect', Response.redirect('https://app.example/login')],
    ['an answer', new Response('ok')],
    ["another realm's answer", foreignResponse(302)],
    ["another realm's 401", foreignResponse(401)],
  ])('%s', async (_, user) => {
    const { submit } = await start({ authorize: async () => user });
    expect((await submit()).status).toBe(401);
    expect(decart.received).toEqual([]);
  });

  it('even where the app says that its users have no ids', async () => {
    for (const user of [
      [],
      {},
      { user: null },
      { data: { user: null } },
      { userId: null },
      new Error('no'),
    ]) {
      const { submit } = await start({ authorize: () => user, getUserId: () => undefined });
      expect((await submit()).status).toBe(401);
    }
    expect(decart.received).toEqual([]);
  });
});

describe('users that cannot be told apart are answered with 500, and the log says what to do', () => {
  it.each<[string, unknown]>([
    ['true', true],
    ['an address alone', { name: 'Ada', email: 'ada@example.com' }],
    ['an id that is an object', { id: {} }],
    ['an id that is a list', { id: ['ada'] }],
    ['an id that is no number', { id: Number.NaN }],
    ['an endless id', { id: Number.POSITIVE_INFINITY }],
    ['an id that was a missing one', { id: 'undefined' }],
    ['an id that was an object', { id: '[object Object]' }],
    ['an id that is a promise', { id: Promise.resolve('ada') }],
    ['an id that is an answer', { id: new Response() }],
    ['an id that is a date', { id: new Date(0) }],
    ['an id that is a function', { id: () => 'ada' }],
    ['an id that is a symbol', { id: Symbol('ada') }],
    ['an empty id', { id: '' }],
    ['no id', { role: 'member' }],
  ])('%s', async (_, user) => {
    const { submit } = await start({ authorize: () => user });
    const response = await submit();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/getUserId|ada/);
    expect(logged.join()).toMatch(/createProxyHandler cannot tell users apart.*`getUserId`/);
    expect(logged.join()).not.toContain('ada');
    expect(decart.received).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a Map', new Map([['id', 'ada']])],
    ['a plain object', { id: 'ada' }],
    ['NaN', Number.NaN],
    ['an empty text', ''],
    ['null', null],
    ['true', true],
    ['a list', ['ada']],
    ['what a missing id becomes in a string', 'undefined'],
    ['a promise of nothing that is an id', Promise.resolve({})],
    ['an error', new Error('ada')],
    ['an object without a prototype', Object.create(null)],
  ])('`getUserId` that returns %s', async (_, id) => {
    const { submit } = await start({ authorize: () => ({ name: 'ada' }), getUserId: () => id });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toMatch(/cannot tell users apart: `getUserId` returned/);
    expect(decart.received).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
  ])('`getUserId` that %s', async (_, getUserId) => {
    const { submit } = await start({ getUserId });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toContain('no database');
    expect(decart.received).toEqual([]);
  });
});

describe("a user's jobs are their own", () => {
  it.each<[string, Record<string, unknown>]>([
    ['a string', { authorize: (request: Request) => request.headers.get('x-user') }],
    ['a number', { authorize: (request: Request) => ({ id: Number(request.headers.get('x-user')) }) }],
    ['a bigint', { authorize: (request: Request) => ({ id: BigInt(request.headers.get('x-user') ?? 0) }) }],
    [
      "MongoDB's ObjectId",
      { authorize: (request: Request) => ({ _id: new ObjectId(`${request.headers.get('x-user')}`) }) },
    ],
    [
      'an object with its own toString',
      { authorize: (request: Request) => ({ sub: new CustomId(`${request.headers.get('x-user')}`) }) },
    ],
    [
      'a promise of `getUserId`',
      {
        authorize: (request: Request) => ({ name: request.headers.get('x-user') }),
        getUserId: async (user: { name: string }) => user.name,
      },
    ],
    [
      'a number of `getUserId`',
      {
        authorize: (request: Request) => ({ account: Number(request.headers.get('x-user')) }),
        getUserId: (user: { account: number }) => user.account,
      },
    ],
  ])('where the id is %s', async (_, options) => {
    const { call } = await start(options);
    const as = (user: string, method = 'GET') => ({ method, headers: { 'x-user': user } });
    const submitted = await call('/v1/jobs/lucy-2.5', as('1', 'POST'));
    const { job_id } = await submitted.json();
    expect(job_id).toMatch(/\.[\w-]{43}$/);
    expect((await call(`/v1/jobs/${job_id}`, as('1'))).status).toBe(200);
    expect((await call(`/v1/jobs/${job_id}`, as('2'))).status).toBe(404);
    expect((await call(`/v1/jobs/${job_id}/content`, as('2'))).status).toBe(404);
    expect(logged).toEqual([]);
  });

  it('are not signed only where the app says that its users have no ids', async () => {
    const { submit } = await start({ authorize: () => true, getUserId: () => undefined });
    expect((await (await submit()).json()).job_id).toMatch(/^job_[\w-]{36}$/);
  });
});

describe('an app may say no in its own words', () => {
  const error = (status: number, message: string, more: object = {}) =>
    Object.assign(new Error(message), { status, ...more });

  it.each<[string, number, string, () => unknown]>([
    [
      'an answer',
      402,
      'PAYMENT_REQUIRED',
      () => Response.json({ message: 'No credits left.' }, { status: 402 }),
    ],
    [
      'an answer with `detail`',
      403,
      'NOT_ALLOWED',
      () => Response.json({ detail: 'No credits left.' }, { status: 403 }),
    ],
    ['an answer in plain text', 401, 'UNAUTHORIZED', () => new Response('No credits left.', { status: 401 })],
    [
      "another realm's answer",
      402,
      'PAYMENT_REQUIRED',
      () => ({
        status: 402,
        headers: { get: () => null },
        text: async () => '{"message":"No credits left."}',
      }),
    ],
    [
      'an error of http-errors',
      402,
      'PAYMENT_REQUIRED',
      () => error(402, 'No credits left.', { expose: true, statusCode: 402 }),
    ],
    ["SvelteKit's error", 403, 'NOT_ALLOWED', () => ({ status: 403, body: { message: 'No credits left.' } })],
    [
      "Hono's HTTPException",
      429,
      'RATE_LIMITED',
      () => error(429, 'other', { getResponse: () => new Response('No credits left.', { status: 429 }) }),
    ],
  ])('by throwing %s', async (_, status, code, thrown) => {
    const { submit } = await start({
      async authorize() {
        throw thrown();
      },
    });
    const response = await submit();
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, detail: 'No credits left.' });
    expect(decart.received).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('by returning an answer or an error, with when to try again', async () => {
    const headers = { 'retry-after': '30' };
    for (const said of [
      Response.json({ message: 'Slow down.' }, { status: 429, headers }),
      error(429, 'Slow down.', { headers }),
    ]) {
      const { submit } = await start({ authorize: () => said });
      const response = await submit();
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('30');
      expect(await response.json()).toEqual({ code: 'RATE_LIMITED', detail: 'Slow down.' });
    }
  });

  it.each<[string, unknown]>([
    ['a page', new Response('<html>Pay!</html>', { status: 402, headers: { 'content-type': 'text/html' } })],
    ['words that are for the log alone', error(402, 'row 7 of table credits', { expose: false })],
    ['nothing', error(402, '')],
    ['a body that was read before', new Response('used', { status: 402 })],
  ])('and gets the standard words for %s', async (_, thrown) => {
    if (thrown instanceof Response && _.includes('read before')) await thrown.text();
    const { submit } = await start({ authorize: () => Promise.reject(thrown) });
    const response = await submit();
    expect(response.status).toBe(402);
    expect(await response.json()).toEqual({ code: 'PAYMENT_REQUIRED', detail: 'This must be paid for.' });
  });

  it('at most 500 characters of it, and never a key', async () => {
    const { submit } = await start({
      authorize: () => Promise.reject(error(403, `${KEY} ${'x'.repeat(1000)}`)),
    });
    const { detail } = await (await submit()).json();
    expect(detail).toHaveLength(500);
    expect(detail).not.toContain(KEY);
  });

  it.each([400, 404, 409, 418, 500, 503, 200, 302])(
    'a thrown error of %i is a 500 as before',
    async (status) => {
      const { submit } = await start({ authorize: () => Promise.reject(error(status, 'internal')) });
      const response = await submit();
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('internal');
      expect(logged.join()).toContain('internal');
    },
  );

  it.each([200, 302, 400, 404, 500, 503])('an answer of %i is a 401 as before', async (status) => {
    const { submit } = await start({ authorize: () => new Response(null, { status }) });
    expect((await submit()).status).toBe(401);
  });

  it('a header that says when to try again cannot smuggle in another', async () => {
    const headers = { 'retry-after': '1\r\nset-cookie: a=b' };
    const { submit } = await start({ authorize: () => Promise.reject(error(429, 'No.', { headers })) });
    const response = await submit();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
