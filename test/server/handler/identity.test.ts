import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProxyHandler, type ProxyHandlerOptions } from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

// A busy machine needs more time.
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

/** Next.js's edge sandbox, undici and node-fetch each have their own. */
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

/** What login and database libraries return if there is no user. */
const ENVELOPES: [string, unknown][] = [
  ['a session without a user', { user: null }],
  ['a session with an empty user', { user: {} }],
  ['no data', { data: null, error: null }],
  ['data without a user', { data: { user: null } }],
  ['data with an empty session', { data: { session: { user: null } } }],
  ['data without claims', { data: { claims: null } }],
  ['a forged login', { data: { claims: undefined }, error: { message: 'bad signature' } }],
  ['a login that has ended', { valid: false, error: 'expired' }],
  ['no payload', { payload: null }],
  ['no account', { account: undefined }],
  ['no rows', { rows: [], rowCount: 0 }],
  ['a user of nobody', { userId: null }],
];

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

  it.each<[string, unknown]>([
    ['no row found', []],
    ['an empty object', {}],
    ['an error', new Error('no')],
    ...ENVELOPES,
  ])('%s, even where users without an id are allowed', async (_, user) => {
    for (const getUserId of [undefined, () => undefined]) {
      const { submit } = await start({ authorize: () => user, getUserId, allowUsersWithoutId: true });
      expect((await submit()).status).toBe(401);
    }
    expect(decart.received).toEqual([]);
  });
});

describe('a user for whom `getUserId` returns undefined', () => {
  it.each<[string, unknown, (user: never) => unknown]>([
    ...ENVELOPES.map(([name, user]): [string, unknown, () => undefined] => [name, user, () => undefined]),
    ['true', true, () => undefined],
    ['a session of nobody', { cookie: { maxAge: 1 } }, (user: { userId?: string }) => user.userId],
    [
      'a user without the field',
      { email: 'ada@example.com' },
      (user: { accountId?: string }) => user.accountId,
    ],
  ])('is not let in: %s', async (_, user, getUserId) => {
    for (const later of [getUserId, async (one: never) => getUserId(one)]) {
      const { submit } = await start({ authorize: () => user, getUserId: later });
      expect((await submit()).status).toBeGreaterThanOrEqual(401);
    }
    expect(decart.received).toEqual([]);
  });

  it('is explained in the log, with the option for users without ids', async () => {
    const { submit } = await start({ authorize: () => true, getUserId: () => undefined });
    const response = await submit();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/getUserId|allowUsersWithoutId/);
    expect(logged.join()).toMatch(/`getUserId` returned undefined\..*`allowUsersWithoutId: true`/);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a password for everybody', { authorize: () => true }],
    ['`getUserId`', { authorize: () => ({ name: 'a visitor' }), getUserId: () => undefined }],
    ['`getUserId` that is asynchronous', { authorize: () => true, getUserId: async () => undefined }],
    ['a field that is not set', { authorize: () => ({ name: 'a visitor' }) }],
  ])('is let in where the app allows it: %s', async (_, options) => {
    const { submit } = await start({ ...options, allowUsersWithoutId: true });
    const response = await submit();
    expect(response.status).toBe(200);
    expect((await response.json()).job_id).toMatch(/^job_[\w-]{36}$/);
    expect(logged).toEqual([]);
  });

  it('is kept apart from users with an id, if both are allowed', async () => {
    const authorize = (request: Request) => {
      const id = request.headers.get('x-user');
      return id ? { id } : { name: 'a visitor' };
    };
    const { call } = await start({ authorize, allowUsersWithoutId: true });
    const headers = { 'x-user': 'ada' };
    const { job_id } = await (await call('/v1/jobs/lucy-2.5', { method: 'POST', headers })).json();
    expect(job_id).toMatch(/\.[\w-]{43}$/);
    const { job_id: open } = await (await call('/v1/jobs/lucy-2.5', { method: 'POST' })).json();
    expect(open).toMatch(/^job_[\w-]{36}$/);
  });
});

describe('an id that two people could have is answered with 500, and the log says what to pass', () => {
  const bytes = [1, 255];
  class Named {
    readonly secret = 'ada';
    toString() {
      return 'Named';
    }
  }
  class Hex extends Named {
    toHexString() {
      return '00';
    }
  }
  class Tagged {
    get [Symbol.toStringTag]() {
      return 'User';
    }
  }
  it.each<[string, unknown, RegExp]>([
    ['a Buffer', Buffer.from(bytes), /binary data: pass its text/],
    ['an Uint8Array', new Uint8Array(bytes), /binary data/],
    ['an ArrayBuffer', new Uint8Array(bytes).buffer, /binary data/],
    ['a DataView', new DataView(new ArrayBuffer(2)), /binary data/],
    ['a number above 2^53', JSON.parse('9007199254740993'), /above 2\^53.*a string or a bigint/],
    ['a number below -2^53', -1e20, /above 2\^53/],
    ['an object whose class has the same text for all', new Named(), /`toString` returns the same/],
    ['an object whose class has the same hex for all', new Hex(), /`toHexString` returns the same/],
    ['an object with a tag', new Tagged(), /type object/],
    ['an object of an object', { toString: () => 'user-[object Object]' }, /type object/],
    ['a text of an object', 'user-[object Object]', /"user-\[object Object\]"/],
    ['a Boolean', new Boolean(false), /type object/],
    ['a boxed number', new Number(1), /type object/],
    ['a boxed symbol', Object(Symbol('ada')), /type object/],
    ['a pattern', /ada/, /type object/],
    ['a Map', new Map([['id', 'ada']]), /type object/],
    ['half a character', 'a\ud83d', /well-formed/],
    ['spaces', '  ', /" {2}"/],
  ])('%s', async (_, id, says) => {
    for (const options of [
      { authorize: () => ({ id }) },
      { authorize: () => ({ _id: id, allowed: true }) },
      { authorize: () => ({ name: 'x' }), getUserId: () => id },
    ]) {
      logged.length = 0;
      const { submit } = await start({ ...options, allowUsersWithoutId: true });
      expect((await submit()).status).toBe(500);
      expect(logged.join().replaceAll('\\"', '"')).toMatch(says);
    }
    expect(decart.received).toEqual([]);
  });

  it('even beside another id', async () => {
    const { submit } = await start({ authorize: () => ({ id: Buffer.from(bytes), sub: 'ada' }) });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toContain('a user whose `id` is binary data');
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
    expect(logged.join()).toMatch(/createProxyHandler can't tell users apart.*`getUserId`/);
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
    expect(logged.join()).toMatch(/can't tell users apart: `getUserId` returned/);
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
});

describe('an app may refuse in its own words', () => {
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

  it('by returning a response or an error, and can say when to retry', async () => {
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
  ])('and gets the standard message for %s', async (_, thrown) => {
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

  it.each([200, 302, 400, 404, 500, 503])('a response of %i is a 401 as before', async (status) => {
    const { submit } = await start({ authorize: () => new Response(null, { status }) });
    expect((await submit()).status).toBe(401);
  });

  it("a header that says when to retry can't smuggle in another", async () => {
    const headers = { 'retry-after': '1\r\nset-cookie: a=b' };
    const { submit } = await start({ authorize: () => Promise.reject(error(429, 'No.', { headers })) });
    const response = await submit();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
