import { describe, expect, it } from 'vitest';
import { decart, logged } from '../support/ownDecart';
import { startProxy } from './startHandler';

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
    const { submit } = await startProxy({ authorize: async () => user });
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
      const { submit } = await startProxy({ authorize: () => user, getUserId, allowUsersWithoutId: true });
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
      const { submit } = await startProxy({ authorize: () => user, getUserId: later });
      expect((await submit()).status).toBeGreaterThanOrEqual(401);
    }
    expect(decart.received).toEqual([]);
  });

  it('is explained in the log, with the option for users without ids', async () => {
    const { submit } = await startProxy({ authorize: () => true, getUserId: () => undefined });
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
    const { submit } = await startProxy({ ...options, allowUsersWithoutId: true });
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
    const { call } = await startProxy({ authorize, allowUsersWithoutId: true });
    const headers = { 'x-user': 'ada' };
    const { job_id } = await (await call('/v1/jobs/lucy-2.5', { method: 'POST', headers })).json();
    expect(job_id).toMatch(/\.[\w-]{43}$/);
    const { job_id: open } = await (await call('/v1/jobs/lucy-2.5', { method: 'POST' })).json();
    expect(open).toMatch(/^job_[\w-]{36}$/);
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
    const { call } = await startProxy(options);
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
