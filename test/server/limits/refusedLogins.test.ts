import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenHandler, type TokenHandlerOptions } from '../../../src/server';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterAll(() => decart.close());

async function start(options: Partial<TokenHandlerOptions<string>> = {}) {
  const authorize = vi.fn((request: Request) => request.headers.get('x-password') === 'right' && 'ada');
  const app = await serve(
    createTokenHandler<string>({ authorize, apiKey: KEY, baseUrl: decart.url, trustProxy: true, ...options }),
  );
  onTestFinished(app.close);
  const ask = async (password: string, address = '192.0.2.1') => {
    const headers = { 'x-password': password, 'x-forwarded-for': address };
    return fetch(app.url, { method: 'POST', headers });
  };
  return { ask, authorize };
}

it('guesses from one address are refused before they are checked, after too many of them', async () => {
  const { ask, authorize } = await start({ rateLimit: { limit: 3 } });
  for (let guess = 0; guess < 3; guess += 1) expect((await ask('wrong')).status).toBe(401);
  authorize.mockClear();
  const refused = await ask('right');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(authorize).not.toHaveBeenCalled();
  // Somebody else's address, and one of the same network in IPv6.
  expect((await ask('right', '192.0.2.2')).status).toBe(200);
});

it('all IPv6 addresses of a home or a phone count as one', async () => {
  const { ask } = await start({ rateLimit: { limit: 2 } });
  expect((await ask('wrong', '2001:db8:1:2::a')).status).toBe(401);
  expect((await ask('wrong', '2001:db8:1:2::b')).status).toBe(401);
  expect((await ask('wrong', '2001:db8:1:2::c')).status).toBe(429);
});

it('there is a default limit, which can be switched off', async () => {
  for (const [rateLimit, status] of [
    [undefined, 429],
    [false, 401],
  ] as const) {
    const handler = createTokenHandler({ authorize: () => null, apiKey: KEY, trustProxy: true, rateLimit });
    const headers = { host: 'app.example', 'x-forwarded-for': '192.0.2.1' };
    const ask = () => handler(new Request('https://app.example/token', { method: 'POST', headers }));
    for (let guess = 0; guess < 300; guess += 1) expect((await ask()).status).toBe(401);
    expect((await ask()).status).toBe(status);
  }
});

const refuse = (status: number, headers = {}) => ({
  authorize: vi.fn(() => Promise.reject(Object.assign(new Error('Wrong password.'), { status, headers }))),
});

it.each<[string, number, Record<string, unknown>]>([
  ['forbidden', 403, refuse(403)],
  ['too many, by the app itself', 429, refuse(429, { 'retry-after': '7' })],
  ['an answer of the app', 403, { authorize: vi.fn(() => new Response('No.', { status: 403 })) }],
  ['an error of a library', 500, { authorize: vi.fn(() => Promise.reject(new Error('bad signature'))) }],
  ['an empty row', 401, { authorize: vi.fn(() => []) }],
  ['a user without an id', 500, { authorize: vi.fn(() => ({ name: 'eve' })) }],
  ['nobody of `getUserId`', 401, { authorize: vi.fn(() => ({ user: null })), getUserId: () => undefined }],
])('whatever refuses a login counts: %s', async (_, status, options) => {
  const { ask } = await start({ ...options, rateLimit: { limit: 2 }, logger: { error() {} } });
  expect((await ask('wrong')).status).toBe(status);
  expect((await ask('wrong')).status).toBe(status);
  const blocked = await ask('wrong');
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(options.authorize).toHaveBeenCalledTimes(2);
});

it("somebody who has to pay isn't guessing", async () => {
  const { ask } = await start({ ...refuse(402), rateLimit: { limit: 1 } });
  for (let visit = 0; visit < 3; visit += 1) expect((await ask('right')).status).toBe(402);
});

it('nobody is locked out because the app took too long', async () => {
  const authorize = () => new Promise<string>(() => {});
  const timeouts = { hooks: 30 };
  const { ask } = await start({ authorize, timeouts, rateLimit: { limit: 1 }, logger: { error() {} } });
  for (let visit = 0; visit < 3; visit += 1) expect((await ask('right')).status).toBe(503);
});

it('if no address is known, nobody is locked out', async () => {
  const handler = createTokenHandler({
    authorize: (request) => request.headers.get('x-user'),
    apiKey: KEY,
    baseUrl: decart.url,
    rateLimit: { limit: 1 },
  });
  const ask = (headers: Record<string, string>) =>
    handler(
      new Request('https://app.example/token', {
        method: 'POST',
        headers: { host: 'app.example', ...headers },
      }),
    );
  for (let guess = 0; guess < 3; guess += 1) expect((await ask({})).status).toBe(401);
  expect((await ask({ 'x-user': 'ada' })).status).toBe(200);
});
