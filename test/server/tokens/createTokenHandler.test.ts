import { describe, expect, it, vi } from 'vitest';
import { createTokenHandler, type ServerEvent } from '../../../src/server';
import { KEY } from '../support/decart';
import { eventually } from '../support/eventually';
import { decart, logged, logger } from '../support/ownDecart';
import { ask, createHandler, SITE, type User } from './userTokens';

describe('a signed-in user', () => {
  it("gets Decart's token, and its lifetime", async () => {
    const response = await createHandler().POST(ask());
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json');
    const token = await response.json();
    expect(token).toEqual({
      apiKey: expect.stringMatching(/^ek_/),
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      token: 'eyJh.eyJp.c2ln',
      expiresIn: 60,
    });
    expect(decart.last()).toMatchObject({ method: 'POST', url: '/v1/client/tokens' });
    expect(decart.last().headers['x-api-key']).toBe(KEY);
  });

  it('gets a token that is bound to the requesting page', async () => {
    await createHandler()(ask());
    expect(decart.last().json).toEqual({ allowedOrigins: [SITE] });
    await createHandler({ tokenOptions: { allowedOrigins: undefined } })(ask());
    expect(decart.last().json).toEqual({ allowedOrigins: [SITE] });
  });

  it('gets one bound to the site itself if no page sends its origin', async () => {
    const request = new Request(`${SITE}/api/decart/token`, {
      method: 'POST',
      headers: { cookie: 'user=ada' },
    });
    await createHandler()(request);
    expect(decart.last().json).toEqual({ allowedOrigins: [SITE] });
  });

  it('gets one bound to the public address of a site behind a proxy', async () => {
    const request = new Request('http://10.0.0.7:3000/api/decart/token', {
      method: 'POST',
      headers: {
        cookie: 'user=ada',
        host: '10.0.0.7:3000',
        'x-forwarded-host': 'app.example',
        'x-forwarded-proto': 'https',
      },
    });
    await createHandler({ trustProxy: true })(request);
    expect(decart.last().json).toEqual({ allowedOrigins: [SITE] });
    await createHandler()(request);
    expect(decart.last().json).toEqual({ allowedOrigins: ['http://10.0.0.7:3000'] });
  });

  it('gets what `tokenOptions` returns for this user', async () => {
    const tokenOptions = vi.fn(async (user: User, _: Request) => ({
      expiresIn: 300,
      allowedModels: ['lucy-2.5'],
      allowedOrigins: ['https://other.example'],
      constraints: { realtime: { maxSessionDuration: 120 } },
      metadata: { userId: user.id },
    }));
    const response = await createHandler({ tokenOptions })(ask());
    expect(decart.last().json).toEqual({
      expiresIn: 300,
      allowedModels: ['lucy-2.5'],
      allowedOrigins: ['https://other.example'],
      constraints: { realtime: { maxSessionDuration: 120 } },
      metadata: { userId: 'ada' },
    });
    await expect(response.json()).resolves.toMatchObject({ expiresIn: 300 });
    expect(tokenOptions.mock.lastCall?.[1]).toBeInstanceOf(Request);
  });

  it.each([[[]], [null]])('gets one bound to the page if the list of origins is %j', async (origins) => {
    // What plain JavaScript turns an unset variable into.
    await createHandler({ tokenOptions: { allowedOrigins: origins as string[] } })(ask());
    expect(decart.last().json).toEqual({ allowedOrigins: [SITE] });
  });

  it('gets an unbound token only if that is requested explicitly', async () => {
    await createHandler({ tokenOptions: { expiresIn: 30, allowedOrigins: 'any' } })(ask());
    expect(decart.last().json).toEqual({ expiresIn: 30 });
  });
});

describe('somebody else', () => {
  it.each([null, undefined, false as const])('is refused when `authorize` returns %s', async (nobody) => {
    const response = await createHandler({ authorize: async () => nobody })(ask());
    expect(response.status).toBe(401);
    await expect(response.json()).resolves.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(decart.received).toEqual([]);
  });

  it("isn't told about an error thrown by `authorize`", async () => {
    const authorize = () => {
      throw new Error(`The database said: ${KEY}`);
    };
    const response = await createHandler({ authorize })(ask());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('database');
    expect(logged.join()).toContain('The database said');
    expect(decart.received).toEqual([]);
  });

  it.each([
    ['gives', async () => new Response('Sign in first.', { status: 401 })],
    ['throws', () => Promise.reject(Response.redirect(`${SITE}/login`))],
  ])('is refused when `authorize` is a guard that %s its own response', async (_, guard) => {
    const handler = createTokenHandler({ authorize: guard, apiKey: KEY, baseUrl: decart.url, logger });
    const response = await handler(ask());
    expect(response.status).toBe(401);
    await expect(response.json()).resolves.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(decart.received).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('is admitted if the endpoint is declared public', async () => {
    const handler = createTokenHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    expect((await handler(ask({ cookie: '' }))).status).toBe(200);
  });
});

it('the owner is told about every request, and sees no token', async () => {
  const events: ServerEvent[] = [];
  const handler = createHandler({ onEvent: (event) => void events.push(event), rateLimit: { limit: 1 } });
  const token = await (await handler(ask())).json();
  await handler(ask());
  await handler(ask({ cookie: '' }));
  await handler(ask({ origin: 'https://evil.example' }));
  await eventually(() => expect(events).toHaveLength(4));
  const common = { method: 'POST', startedAt: expect.any(Number), duration: expect.any(Number), bytesUp: 0 };
  const mint = { ...common, action: 'token.create', origin: SITE, bytesDown: 0 };
  expect(events).toEqual([
    { ...mint, outcome: 'completed', status: 200, userId: 'ada', bytesDown: JSON.stringify(token).length },
    { ...mint, outcome: 'refused', status: 429, userId: 'ada', code: 'RATE_LIMITED' },
    { ...mint, outcome: 'refused', status: 401, code: 'UNAUTHORIZED' },
    {
      ...common,
      action: 'unknown',
      origin: 'https://evil.example',
      bytesDown: 0,
      outcome: 'refused',
      status: 403,
      code: 'ORIGIN_NOT_ALLOWED',
    },
  ]);
  expect(JSON.stringify(events)).not.toContain(token.apiKey);
});
