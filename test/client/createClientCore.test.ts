// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { clientOf } from '../../src/client/decartClient';
import { DecartError } from '../../src/errors/DecartError';

const getToken = () => ({ apiKey: 'ek_1' });
const silent = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });

afterEach(() => vi.restoreAllMocks());

it('uses the newest getToken without dropping the token it has', async () => {
  const core = createClientCore({ getToken: () => ({ apiKey: 'ek_old', expiresIn: 60 }) });
  const { auth } = clientOf(core);
  expect((await auth.getToken()).apiKey).toBe('ek_old');
  core.update({ getToken: () => ({ apiKey: 'ek_new', expiresIn: 60 }) });
  expect((await auth.getToken()).apiKey).toBe('ek_old');
  auth.invalidate();
  expect((await auth.getToken()).apiKey).toBe('ek_new');
});

it('calls the newest onError, but not for aborted calls', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const core = createClientCore({ getToken, onError: first });
  core.update({ getToken, onError: second });
  const error = new DecartError('CAMERA_DENIED', 'no');
  core.reportError(error);
  core.reportError(new DecartError('ABORTED', 'no'));
  expect(second.mock.calls).toEqual([[error]]);
  expect(first).not.toHaveBeenCalled();
});

it('reports one error once, however many hooks report it', () => {
  const onError = vi.fn();
  const core = createClientCore({ getToken, onError });
  const error = new DecartError('JOB_FAILED', 'no');
  core.reportError(error);
  core.reportError(error);
  core.reportError(new DecartError('JOB_FAILED', 'no'));
  expect(onError).toHaveBeenCalledTimes(2);
});

it('treats URLs with and without a trailing slash alike, wherever they are used', () => {
  const { config } = createClientCore({
    getToken,
    baseUrl: 'https://decart.example/',
    realtimeBaseUrl: 'wss://decart.example//',
  });
  expect(config).toMatchObject({
    baseUrl: 'https://decart.example',
    realtimeBaseUrl: 'wss://decart.example',
  });
});

it('logs warnings and errors only, and never a token', () => {
  const spies = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockReturnValue(),
  );
  const { logger } = createClientCore({ getToken });
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    logger[level]('closed: ek_secret', { url: 'wss://x?api_key=secret', code: 1006 });
  }
  expect(spies.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1, 1]);
  expect(spies[2]?.mock.calls[0]).toEqual([
    '[decart-react]',
    'closed: ek_…',
    { url: 'wss://x?api_key=…', code: 1006 },
  ]);
});

it('logs to the newest logger', () => {
  const [first, second] = [silent(), silent()];
  const core = createClientCore({ getToken, logger: first });
  core.update({ getToken, logger: second });
  core.logger.debug('hello');
  expect(first.debug).not.toHaveBeenCalled();
  expect(second.debug).toHaveBeenCalledWith('hello');
});

it("makes a path of a proxy absolute in a page, because a viewer's request must be", async () => {
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  const client = clientOf(createClientCore({ proxy: '/api/decart/', logger: silent() }));
  const watching = client.realtime.subscribe({ token: btoa('{"room_name":"room"}'), onRemoteStream() {} });
  await expect(watching).rejects.toMatchObject({ retryable: true });
  expect(fetch.mock.calls[0]?.[0]).toBe(`${location.origin}/api/decart/watch-stream/room`);
});
