import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchToken } from '../../src/auth/fetchToken';
import type { TokenFetcher } from '../../src/auth/token';
import { type Answer, startServer } from '../support/httpServer';

const fetched = (fetcher: unknown, controller = new AbortController()) =>
  // The tests also cover results that only plain JavaScript can return.
  fetchToken(fetcher as TokenFetcher, controller, false);

let close: (() => Promise<void>) | undefined;
async function route(answer: Answer) {
  const server = await startServer(() => answer);
  close = server.close;
  return server;
}
afterEach(async () => {
  await close?.();
  close = undefined;
  vi.useRealTimers();
});

const NOT_LET_IN = { detail: 'This page’s origin is not on the list.', code: 'ORIGIN_NOT_ALLOWED' };
const PAGE = '<!doctype html><title>Sign in</title>';

describe('a function', () => {
  it('gets a signal, and may answer at once or later', async () => {
    const getToken = vi.fn(() => ({ apiKey: 'ek_1', expiresIn: 60 }));
    const controller = new AbortController();
    expect(await fetched(getToken, controller)).toEqual({ apiKey: 'ek_1', expiresIn: 60 });
    expect(getToken).toHaveBeenCalledWith({
      signal: controller.signal,
      purpose: 'request',
      headers: { 'x-decart-purpose': 'request' },
    });
    expect(await fetched(async () => ({ apiKey: 'ek_2' }))).toEqual({ apiKey: 'ek_2' });
  });

  it('may return the Response itself', async () => {
    const { url } = await route({ json: { apiKey: 'ek_1' } });
    expect(await fetched(() => fetch(url))).toEqual({ apiKey: 'ek_1' });
  });

  it("that returns a page's Response didn't return a token, and another try is useless", async () => {
    const { url } = await route({ text: PAGE });
    await expect(fetched(() => fetch(url))).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
      retryable: false,
    });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no session for ek_secret');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('no session for ek_secret');
      },
    ],
    ['rejects with a string', () => Promise.reject('no session for ek_secret')],
  ])('that %s is a failed fetch, worth another try, without the secret', async (_, getToken) => {
    const error = await fetched(getToken).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'TOKEN_FETCH_FAILED', retryable: true });
    expect(error.message).toContain('no session for ek_…');
    expect(String(error.cause)).not.toContain('secret');
  });

  it('that throws an Axios error is judged by the status', async () => {
    const cause = Object.assign(new Error('Request failed with status code 401'), {
      response: { status: 401 },
    });
    await expect(fetched(() => Promise.reject(cause))).rejects.toMatchObject({
      code: 'TOKEN_FETCH_FAILED',
      status: 401,
      retryable: false,
    });
  });

  it.each([undefined, null, 'ek_bare', 7, {}, { apiKey: 5 }, { apiKey: '' }])(
    "that answers %j didn't return a token",
    async (answer) => {
      await expect(fetched(() => answer)).rejects.toMatchObject({ code: 'TOKEN_INVALID', retryable: false });
    },
  );

  it.each([
    [429, { detail: 'You ask too often.', code: 'RATE_LIMITED' }, true, undefined, 'You ask too often'],
    [504, { detail: "Decart didn't answer in time.", code: 'TIMEOUT' }, true, undefined, 'in time'],
    [502, { message: 'Bad gateway', statusCode: 502 }, true, 502, 'Bad gateway'],
    [500, { code: 'INTERNAL' }, true, undefined, 'INTERNAL'],
    [401, { detail: 'You may not do this.', code: 'UNAUTHORIZED' }, false, 401, 'Is the user signed in?'],
    [401, { error: 'Not signed in' }, false, 401, 'Not signed in'],
    [401, { error: { message: 'Not signed in' } }, false, 401, '(401 Not signed in)'],
    [403, NOT_LET_IN, false, 403, '403 This page’s origin is not on the list). See the server'],
    [403, { status: 403, title: 'x', error: 'No' }, false, 403, '403 No'],
  ])(
    'that returns the JSON of a %i, as fetch(…).json() does, failed as the route said: %j',
    async (...row) => {
      const [status, json, retryable, seen, said] = row;
      const { url } = await route({ status, json });
      const error = await fetched(async () => (await fetch(url, { method: 'POST' })).json()).catch((e) => e);
      const code = seen === 403 ? 'NOT_ALLOWED' : 'TOKEN_FETCH_FAILED';
      expect(error).toMatchObject({ code, retryable, status: seen });
      expect(error.message).toContain(said);
    },
  );

  it("that reads a page as JSON gets a hint what to check, not the parser's message, and is worth another try", async () => {
    const { url } = await route({ text: PAGE });
    const error = await fetched(async () => (await fetch(url)).json()).catch((cause) => cause);
    expect(error).toMatchObject({
      code: 'TOKEN_FETCH_FAILED',
      retryable: true,
      cause: { name: 'SyntaxError' },
    });
    expect(error.message).toBe(
      "`getToken` didn't return a token (not JSON). Is the route there, and the user signed in?",
    );
  });

  it('that hangs is cancelled after 15 seconds, gets an abort signal, and leaves no timer', async () => {
    vi.useFakeTimers();
    const signals: AbortSignal[] = [];
    const hang = ({ signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    const failed = expect(fetched(hang)).rejects.toMatchObject({
      code: 'TOKEN_FETCH_FAILED',
      retryable: true,
    });
    await vi.advanceTimersByTimeAsync(14_999);
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await failed;
    expect(signals[0]?.aborted).toBe(true);

    const controller = new AbortController();
    const given = expect(fetched(hang, controller)).rejects.toMatchObject({ code: 'ABORTED' });
    controller.abort();
    await given;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a route', () => {
  it("gets the user's cookies, even at another origin", async () => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ apiKey: 'ek_1' }));
    await fetched('https://api.example/token');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', credentials: 'include' });
    fetch.mockRestore();
  });

  it('is POSTed to', async () => {
    const token = { apiKey: 'ek_1', expiresAt: '2026-11-24T12:00:00Z' };
    const { url, requests } = await route({ json: token });
    expect(await fetched(`${url}/api/decart/token`)).toEqual(token);
    expect(requests).toMatchObject([{ method: 'POST', url: '/api/decart/token' }]);
  });

  it.each([
    [401, 'TOKEN_FETCH_FAILED', false, 'Is the user signed in?'],
    [402, 'PAYMENT_REQUIRED', false, 'The user must pay first.'],
    [403, 'NOT_ALLOWED', false, 'Is the user signed in?'],
    [404, 'TOKEN_FETCH_FAILED', false, 'Check the token route.'],
    [405, 'TOKEN_FETCH_FAILED', false, 'It must accept POST.'],
    [429, 'RATE_LIMITED', true, 'Wait a moment, then try again.'],
    [500, 'TOKEN_FETCH_FAILED', true, "See the server's log."],
    [502, 'TOKEN_FETCH_FAILED', true, "See the server's log."],
  ])('that answers %d is %s, with what to do and what it said', async (status, code, retryable, advice) => {
    const { url } = await route({ status, json: { detail: 'No, because.' } });
    const error = await fetched(`${url}/api/token`).catch((cause) => cause);
    expect(error).toMatchObject({ code, status, retryable, detail: 'No, because.' });
    expect(error.message).toBe(
      `POST ${url}/api/token didn't return a token (${status} No, because). ${advice}`,
    );
  });

  it.each([
    ['7', () => '7', 7],
    ['a date', () => new Date(Date.now() + 60_000).toUTCString(), 60],
    ['soon', () => 'soon', undefined],
    ['nothing', () => undefined, undefined],
  ])('that says %s in Retry-After is waited for', async (_what, retryAfter, seconds) => {
    const header = retryAfter();
    const headers = header === undefined ? {} : { 'retry-after': header };
    const answer = () => new Response('{"message":"Slow down"}', { status: 429, headers });
    const error = await fetched(answer).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', detail: 'Slow down' });
    if (seconds === undefined) expect(error.retryAfterSeconds).toBeUndefined();
    else expect(Math.abs(error.retryAfterSeconds - seconds)).toBeLessThan(5);
  });

  it('with a long message: it is cut at 500 characters, and keys are removed', async () => {
    const detail = `ek_secret ${'x'.repeat(1000)}`;
    const error = await fetched(() => Response.json({ detail }, { status: 402 })).catch((cause) => cause);
    expect(error.detail).toHaveLength(500 - 'secret'.length + 1);
    expect(error.detail).not.toContain('secret');
  });

  it("that doesn't exist, and says so with a page, is named", async () => {
    const { url } = await route({ status: 404, text: PAGE });
    const error = await fetched(`${url}/api/token`).catch((cause) => cause);
    expect(error.message).toBe(`POST ${url}/api/token didn't return a token (404). Check the token route.`);
  });

  it("that refuses the page's origin: the error doesn't ask whether the user is signed in", async () => {
    const { url } = await route({ status: 403, json: NOT_LET_IN });
    const error = await fetched(url).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'NOT_ALLOWED', status: 403, retryable: false });
    expect(error.message).not.toContain('signed in');
    expect(error.message).toContain("See the server's log.");
  });

  it('is named without its query, which may hold a secret', async () => {
    const { url } = await route({ status: 404 });
    for (const secret of ['?session=secret', '?a\nsecret', '#secret', '?key=ek_secret#secret']) {
      const error = await fetched(`${url}/token${secret}`).catch((cause) => cause);
      expect(error.message).toContain(`POST ${url}/token didn't return`);
      expect(error.message).not.toContain('secret');
    }
  });

  it("that answers with a page, such as a sign-in, didn't return a token, and another try is useless", async () => {
    const { url } = await route({ text: PAGE });
    const error = await fetched(`${url}/api/token`).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'TOKEN_INVALID', retryable: false });
    expect(error.message).toBe(
      `POST ${url}/api/token didn't return a token (not JSON). Is the route there, and the user signed in?`,
    );
  });

  it("that returns a bare key: the key isn't in the error", async () => {
    const { url } = await route({ text: 'ek_secret' });
    const error = await fetched(url).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(`${error.message}${error.cause}${error.cause?.stack}`).not.toContain('secret');
  });

  it('at another origin whose response the browser blocks: the error names the server and its `origins`', async () => {
    const server = await route({});
    await server.close();
    close = undefined;
    vi.stubGlobal('location', new URL('https://app.example/page'));
    const elsewhere = await fetched(server.url).catch((cause) => cause);
    vi.stubGlobal('location', new URL(server.url));
    const here = await fetched(server.url).catch((cause) => cause);
    vi.unstubAllGlobals();
    expect(elsewhere).toMatchObject({ code: 'TOKEN_FETCH_FAILED', retryable: true });
    expect(elsewhere.message).toContain('Is the server running, and does it let this origin in (`origins`');
    expect(here.message).not.toContain('`origins`');
  });

  it("that can't be reached is worth another try", async () => {
    const server = await route({});
    await server.close();
    close = undefined;
    await expect(fetched(server.url)).rejects.toMatchObject({ code: 'TOKEN_FETCH_FAILED', retryable: true });
  });

  it('is cancelled when nobody waits any more', async () => {
    const { url, requests } = await route({ hang: true });
    const controller = new AbortController();
    const given = expect(fetched(url, controller)).rejects.toMatchObject({ code: 'ABORTED' });
    await expect.poll(() => requests).toHaveLength(1);
    controller.abort();
    await given;
  });
});
