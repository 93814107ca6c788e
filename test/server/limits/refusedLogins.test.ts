import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenHandler, type TokenHandlerOptions } from '../../../src/server';
import { createMemoryStore } from '../../../src/server/limits/memoryStore';
import { type Decart, KEY, startDecart } from '../support/decart';
import { serve } from '../support/listen';

// On a busy machine everything takes its time.
vi.setConfig({ testTimeout: 30_000 });

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

it('guesses of one address are refused before they are looked at, after so many of them', async () => {
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

it('all addresses of a home or a phone in IPv6 are one', async () => {
  const { ask } = await start({ rateLimit: { limit: 2 } });
  expect((await ask('wrong', '2001:db8:1:2::a')).status).toBe(401);
  expect((await ask('wrong', '2001:db8:1:2::b')).status).toBe(401);
  expect((await ask('wrong', '2001:db8:1:2::c')).status).toBe(429);
});

it('there is a limit where nobody has set one, and none where it was switched off', async () => {
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

it('what the app refuses in its own words counts as well', async () => {
  const authorize = () => Promise.reject(Object.assign(new Error('Wrong password.'), { status: 403 }));
  const { ask } = await start({ authorize, rateLimit: { limit: 2 } });
  expect((await ask('wrong')).status).toBe(403);
  expect((await ask('wrong')).status).toBe(403);
  expect((await ask('wrong')).status).toBe(429);
});

it('somebody who has to pay is no guesser', async () => {
  const authorize = () => Promise.reject(Object.assign(new Error('No credits.'), { status: 402 }));
  const { ask } = await start({ authorize, rateLimit: { limit: 1 } });
  for (let visit = 0; visit < 3; visit += 1) expect((await ask('right')).status).toBe(402);
});

it('where no address is known nobody is locked out', async () => {
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

it('somebody who is blocked cannot push that out with requests of thousands of other networks', () => {
  const store = createMemoryStore(() => 0);
  for (let hit = 0; hit < 20; hit += 1) store.hit('guesser', 60_000);
  for (let index = 0; index < 20_000; index += 1) store.hit(`network-${index}`, 60_000);
  expect(store.hit('guesser', 60_000)).toMatchObject({ count: 21 });
});
