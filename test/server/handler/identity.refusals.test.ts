import { describe, expect, it } from 'vitest';
import { KEY } from '../support/decart';
import { decart, logged } from '../support/ownDecart';
import { startProxy } from './startHandler';

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
    const { submit } = await startProxy({
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
      const { submit } = await startProxy({ authorize: () => said });
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
    const { submit } = await startProxy({ authorize: () => Promise.reject(thrown) });
    const response = await submit();
    expect(response.status).toBe(402);
    expect(await response.json()).toEqual({ code: 'PAYMENT_REQUIRED', detail: 'This must be paid for.' });
  });

  it('at most 500 characters of it, and never a key', async () => {
    const { submit } = await startProxy({
      authorize: () => Promise.reject(error(403, `${KEY} ${'x'.repeat(1000)}`)),
    });
    const { detail } = await (await submit()).json();
    expect(detail).toHaveLength(500);
    expect(detail).not.toContain(KEY);
  });

  it.each([400, 404, 409, 418, 500, 503, 200, 302])(
    'a thrown error of %i is a 500 as before',
    async (status) => {
      const { submit } = await startProxy({ authorize: () => Promise.reject(error(status, 'internal')) });
      const response = await submit();
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('internal');
      expect(logged.join()).toContain('internal');
    },
  );

  it.each([200, 302, 400, 404, 500, 503])('a response of %i is a 401 as before', async (status) => {
    const { submit } = await startProxy({ authorize: () => new Response(null, { status }) });
    expect((await submit()).status).toBe(401);
  });

  it("a header that says when to retry can't smuggle in another", async () => {
    const headers = { 'retry-after': '1\r\nset-cookie: a=b' };
    const { submit } = await startProxy({ authorize: () => Promise.reject(error(429, 'No.', { headers })) });
    const response = await submit();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
