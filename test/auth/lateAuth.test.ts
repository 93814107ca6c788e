import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLateAuth } from '../../src/auth/lateAuth';
import { DecartError } from '../../src/errors/DecartError';

/** A `getToken` that numbers its tokens, and code that arrives when the test says so. */
function setUp() {
  const getToken = vi.fn(() => ({ apiKey: `ek_${getToken.mock.calls.length}`, expiresIn: 60 }));
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const importAuth = vi.fn(() => arrived.then(() => import('../../src/auth/clientAuth')));
  const { tokens, line } = createLateAuth(() => ({ getToken }), importAuth);
  return { getToken, importAuth, arrive, tokens, line };
}

const signedOut = new DecartError('ABORTED', 'The user has signed out.');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => vi.useRealTimers());

it('loads nothing before somebody holds or requests a token', async () => {
  const { tokens, line, importAuth } = setUp();
  tokens.invalidate();
  line.report('ticket', 'ended');
  expect(line.exists()).toBe(false);
  tokens.end(signedOut);
  await expect(tokens.getToken()).rejects.toBe(signedOut);
  expect(importAuth).not.toHaveBeenCalled();
});

it('loads the code for those who hold a token, and requests none', async () => {
  const { tokens, importAuth, getToken, arrive } = setUp();
  tokens.retain();
  expect(importAuth).toHaveBeenCalledTimes(1);
  arrive();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(getToken).not.toHaveBeenCalled();
});

it('requests one token for all who wait for the code', async () => {
  const { tokens, getToken, arrive } = setUp();
  const both = [tokens.getToken(), tokens.getToken()];
  arrive();
  expect((await Promise.all(both)).map(({ apiKey }) => apiKey)).toEqual(['ek_1', 'ek_1']);
  expect((await tokens.getToken()).apiKey).toBe('ek_1');
  expect(getToken).toHaveBeenCalledTimes(1);
});

it('rejects at once when the user signs out while the code is loaded, and requests nothing', async () => {
  const { tokens, line, getToken, arrive } = setUp();
  const waiting = tokens.getToken();
  const inLine = line.ask(undefined, new AbortController().signal);
  tokens.end(signedOut);
  await expect(waiting).rejects.toBe(signedOut);
  await expect(inLine).rejects.toBe(signedOut);
  arrive();
  await expect(tokens.getToken()).rejects.toBe(signedOut);
  expect(getToken).not.toHaveBeenCalled();
});

it('rejects while the token is requested, and later, with the reason of the sign-out', async () => {
  const getToken = vi.fn(() => new Promise<never>(() => {}));
  const { tokens } = createLateAuth(() => ({ getToken }));
  const waiting = tokens.getToken();
  await vi.waitFor(() => expect(getToken).toHaveBeenCalled());
  tokens.end(signedOut);
  await expect(waiting).rejects.toBe(signedOut);
  await expect(tokens.getToken()).rejects.toBe(signedOut);
});

it('ends one wait for the code; another continues', async () => {
  const { tokens, getToken, arrive } = setUp();
  const leaving = new AbortController();
  const left = tokens.getToken({ signal: leaving.signal });
  const stays = tokens.getToken();
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: 'ABORTED' });
  arrive();
  expect((await stays).apiKey).toBe('ek_1');
  expect(getToken).toHaveBeenCalledTimes(1);
});

it('renews the token for those who held it before the code was loaded', async () => {
  const { tokens, getToken, arrive } = setUp();
  const [first, second] = [tokens.retain(), tokens.retain()];
  first();
  arrive();
  await tokens.getToken();
  await vi.advanceTimersByTimeAsync(46_000);
  expect(getToken).toHaveBeenCalledTimes(2);
  second();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(getToken).toHaveBeenCalledTimes(2);
});

it('renews nothing for those who released it before the code was loaded', async () => {
  const { tokens, getToken, arrive } = setUp();
  tokens.retain()();
  arrive();
  await tokens.getToken();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(getToken).toHaveBeenCalledTimes(1);
});

it('says that the code could not be loaded, and loads it at the next request', async () => {
  const importAuth = vi
    .fn(() => import('../../src/auth/clientAuth'))
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  const { tokens } = createLateAuth(() => ({ getToken: () => ({ apiKey: 'ek_1' }) }), importAuth);
  await expect(tokens.getToken()).rejects.toMatchObject({
    code: 'TOKEN_FETCH_FAILED',
    retryable: false,
    message: expect.stringContaining('reload the page'),
  });
  expect((await tokens.getToken()).apiKey).toBe('ek_1');
});

it('learns from a token that there is a line, and asks it for a place', async () => {
  const place = { queued: { position: 2, size: 5 }, ticket: 'T', retrySeconds: 2 };
  const getToken = vi.fn(({ purpose }) => (purpose === 'session' ? place : { apiKey: 'ek_1', line: true }));
  const { tokens, line } = createLateAuth(() => ({ getToken }));
  expect(line.exists()).toBe(false);
  await tokens.getToken();
  expect(line.exists()).toBe(true);
  expect(await line.ask(undefined, new AbortController().signal)).toBe(place);
  line.report('T', 'ended');
  expect(getToken).toHaveBeenLastCalledWith(expect.objectContaining({ ticket: 'T', event: 'ended' }));
});
