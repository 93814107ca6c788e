import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createProxyHandler,
  createTokenHandler,
  type ServerEvent,
  type TokenHandlerOptions,
} from '../../../src/server';
import { type Decart, json, KEY, startDecart } from '../support/decart';
import { eventually } from '../support/eventually';
import { closedUrl } from '../support/listen';

// A busy machine needs more time.
vi.setConfig({ testTimeout: 30_000 });

interface User {
  id: string;
  plan: string;
}

const SITE = 'https://app.example';
const logged: string[] = [];
const logger = { error: (...what: unknown[]) => logged.push(JSON.stringify(what)) };

let decart: Decart;
beforeAll(async () => {
  decart = await startDecart();
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(logged.join('\n')).not.toContain(KEY);
  logged.length = 0;
  decart.received.length = 0;
});
afterAll(() => decart.close());

/** A user signed in with the cookie `user=<id>`. */
function authorize(request: Request): User | null {
  const id = /user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return id === undefined ? null : { id, plan: 'free' };
}

function createHandler(options: Partial<TokenHandlerOptions<User>> = {}) {
  return createTokenHandler<User>({ authorize, apiKey: KEY, baseUrl: decart.url, logger, ...options });
}

function ask(headers: Record<string, string> = {}, init: RequestInit = {}) {
  return new Request(`${SITE}/api/decart/token`, {
    method: 'POST',
    headers: { cookie: 'user=ada', origin: SITE, host: 'app.example', ...headers },
    ...init,
  });
}

function ownCause(): Error {
  const error = new Error('The database sleeps.');
  error.cause = error;
  return error;
}

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

describe('an owner who has made a mistake', () => {
  it.each([
    ['no `authorize`', { authorize: undefined }],
    ['an `authorize` that is none', { authorize: true }],
    ['an origin that is none', { allowedOrigins: ['app.example'] }],
    ['an origin with a path', { allowedOrigins: ['https://app.example/path'] }],
    ['a base URL that is none', { baseUrl: 'api.decart.ai' }],
    ['a limit of nothing', { rateLimit: { limit: 0 } }],
  ])('gets an error at once: %s', (_, options) => {
    expect(() => createHandler(options as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });

  it.each([
    ['createTokenHandler', createTokenHandler],
    ['createProxyHandler', createProxyHandler],
  ])('reads that `authorize` is missing, whether %s got no options or empty ones', (name, create) => {
    // Plain JavaScript may call it like this.
    for (const nothing of [[], [undefined], [null], [{}]]) {
      const call = () => Reflect.apply(create, undefined, nothing);
      expect(call).toThrow(`${name} needs \`authorize\``);
      expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    }
  });

  it.each([
    ['no key', undefined, 'has no Decart API key'],
    ['an empty key', ' ', 'has no Decart API key'],
    ['a client token as the key', 'ek_client-token', 'is a client token'],
    ['a key with a line break in it', 'dct_a\ndct_b', 'a line break'],
    // As `docker run --env-file` passes them.
    ['a key in quotes', '"dct_a"', 'a quote'],
    ['a key in single quotes', "'dct_a'", 'a quote'],
  ])('reads in the log why nothing works with %s, and its users do not', async (_, apiKey, message) => {
    vi.stubEnv('DECART_API_KEY', undefined);
    vi.stubEnv('NODE_ENV', 'production');
    const response = await createHandler({ apiKey })(ask());
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      code: 'SERVER_ERROR',
      detail: 'Something went wrong on the server.',
    });
    expect(logged.join()).toContain(message);
    expect(logged.join()).not.toMatch(/client-token|dct_a/);
    expect(decart.received).toEqual([]);
  });

  it.each([
    ['no options', () => undefined, '`tokenOptions` must be an object, but is undefined'],
    [
      'a lifetime that is no number',
      () => ({ expiresIn: Number.NaN }),
      '`tokenOptions.expiresIn` must be a number of seconds from 1 to 3600, but is NaN',
    ],
    [
      'no lifetime at all',
      () => ({ expiresIn: 0 }),
      '`tokenOptions.expiresIn` must be a number of seconds from 1 to 3600, but is 0',
    ],
  ])('reads in the log that `tokenOptions` returned %s', async (_, tokenOptions, message) => {
    const options = { tokenOptions } as Partial<TokenHandlerOptions<User>>;
    expect((await createHandler(options)(ask())).status).toBe(500);
    expect(logged.join()).toContain(message);
    expect(decart.received).toEqual([]);
  });

  it.each([
    ['an object', { code: 'PGRST301', message: 'The database sleeps.' }, 'PGRST301: The database sleeps.'],
    ['an error that is its own cause', ownCause(), 'The database sleeps.'],
  ])('reads in the log what `authorize` has thrown, even if it is %s', async (_, thrown, message) => {
    expect((await createHandler({ authorize: () => Promise.reject(thrown) })(ask())).status).toBe(500);
    expect(logged.join()).toContain(message);
  });

  it('learns on the page what to set, in development', async () => {
    vi.stubEnv('DECART_API_KEY', undefined);
    vi.stubEnv('NODE_ENV', 'development');
    const response = await createHandler({ apiKey: undefined })(ask());
    expect(response.status).toBe(500);
    await expect(response.json()).resolves.toMatchObject({
      code: 'INVALID_API_KEY',
      detail: expect.stringContaining('Set the environment variable DECART_API_KEY'),
    });
  });

  it('may have the key in the environment, with a line break after it', async () => {
    vi.stubEnv('DECART_API_KEY', `${KEY}\n`);
    expect((await createHandler({ apiKey: undefined })(ask())).status).toBe(200);
    expect(decart.last().headers['x-api-key']).toBe(KEY);
  });
});

describe('when Decart fails', () => {
  const refused = async (status: number, body: unknown, headers = {}) => {
    decart.next((request, response) => {
      request.resume();
      json(response, status, body, headers);
    });
    return createHandler()(ask());
  };

  it.each([
    [401, 500],
    [403, 500],
    [422, 500],
    [500, 502],
    [503, 502],
  ])('%i is answered with %i, and explained only in the log', async (theirs, ours) => {
    const response = await refused(theirs, { detail: `Bad key ${KEY}` });
    expect(response.status).toBe(ours);
    expect(await response.text()).not.toMatch(/Bad key|dct_/);
    expect(logged.join()).toContain(`HTTP ${theirs}`);
  });

  it('429 is passed on, with when to retry', async () => {
    const response = await refused(429, { detail: 'Slow down' }, { 'retry-after': '9' });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('9');
    for (const senseless of ['1e+300', 'Infinity', '1e21', 'soon', '']) {
      const other = await refused(429, { detail: 'Slow down' }, { 'retry-after': senseless });
      expect([other.status, other.headers.get('retry-after')]).toEqual([429, null]);
    }
  });

  it.each([
    ['no JSON', 'Hello'],
    ['no token', { apiKey: 5 }],
    ["the account's own key", { apiKey: KEY, expiresAt: '2030-01-01T00:00:00Z' }],
    ['more than a token', { apiKey: 'ek_x', padding: 'x'.repeat(100_000) }],
    ['a redirect', undefined],
  ])('%s in place of a token is a 502', async (_, body) => {
    const response = body
      ? await refused(200, body)
      : await refused(302, {}, { location: `${decart.url}/x` });
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain(KEY);
  });

  it('too slow is a 504', async () => {
    decart.next(() => {});
    const response = await createHandler({ timeouts: { headers: 50 } })(ask());
    expect(response.status).toBe(504);
    expect(logged.join()).toContain("didn't answer in time");
  });

  it('not there is a 502', async () => {
    const response = await createHandler({ baseUrl: await closedUrl() })(ask());
    expect(response.status).toBe(502);
    expect(logged.join()).toContain('ECONNREFUSED');
  });

  it('a page that has disconnected does not leave the call running', async () => {
    decart.next(() => {});
    const abort = new AbortController();
    const response = createHandler()(ask({}, { signal: abort.signal }));
    await eventually(() => expect(decart.received).toHaveLength(1));
    abort.abort();
    expect((await response).status).toBe(499);
    await eventually(() => expect(decart.last().aborted).toBe(true));
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
