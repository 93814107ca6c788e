// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { fetchToken } from '../../src/auth/fetchToken';

const get = (apiKey: string, allowed?: boolean) =>
  fetchToken(() => ({ apiKey }), new AbortController(), allowed);

it.each(['dct_secret', 'sk-secret'])(
  'refuses %s in a browser and says what to do, without the key',
  async (key) => {
    const error = await get(key).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'PERMANENT_KEY_IN_BROWSER', retryable: false });
    expect(error.message).toContain('createTokenHandler');
    expect(error.message).not.toContain('secret');
  },
);

it('accepts it where the developer allows it, and a client token always', async () => {
  expect(await get('dct_secret', true)).toEqual({ apiKey: 'dct_secret' });
  expect(await get('ek_token')).toEqual({ apiKey: 'ek_token' });
});
