import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProxyHandler, createTokenHandler, type TokenHandlerOptions } from '../../../src/server';
import { json, KEY } from '../support/decart';
import { eventually } from '../support/eventually';
import { closedUrl } from '../support/listen';
import { decart, logged } from '../support/ownDecart';
import { ask, createHandler, type User } from './userTokens';

afterEach(() => void vi.unstubAllEnvs());

function ownCause(): Error {
  const error = new Error('The database sleeps.');
  error.cause = error;
  return error;
}

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
      "a lifetime that isn't a number",
      () => ({ expiresIn: Number.NaN }),
      '`tokenOptions.expiresIn` must be a whole number of seconds from 1 to 3600, but is NaN',
    ],
    [
      'no lifetime at all',
      () => ({ expiresIn: 0 }),
      '`tokenOptions.expiresIn` must be a whole number of seconds from 1 to 3600, but is 0',
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

  it('a long explanation is cut off in the log, but not in the middle of the key', async () => {
    const apiKey = 'a-key-that-does-not-look-like-one';
    decart.next((request, response) => {
      request.resume();
      json(response, 422, `${'x'.repeat(980)}${apiKey}`);
    });
    expect((await createHandler({ apiKey })(ask())).status).toBe(500);
    expect(logged.join()).toContain('xxx…');
    expect(logged.join()).not.toContain('a-key');
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
