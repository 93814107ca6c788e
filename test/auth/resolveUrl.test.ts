// @vitest-environment jsdom
import { expect, onTestFinished, test } from 'vitest';
import { fetchToken } from '../../src/auth/fetchToken';
import { resolveUrl } from '../../src/auth/resolveUrl';
import { startServer } from '../support/httpServer';
import { replace } from '../support/replace';

test('an address is resolved as `fetch` does; anything else is undefined', () => {
  expect(resolveUrl('token?a=1')?.href).toBe(new URL('token?a=1', document.baseURI).href);
  expect(resolveUrl('https://app.example/token')?.origin).toBe('https://app.example');
  expect(resolveUrl('https://')).toBeUndefined();
});

test('a token is fetched in the oldest supported browsers, which lack `URL.canParse`', async () => {
  onTestFinished(replace(globalThis, 'URL', Object.assign(class extends URL {}, { canParse: undefined })));
  const server = await startServer(() => ({ json: { apiKey: 'ek_1' } }));
  onTestFinished(server.close);
  expect(await fetchToken(server.url, new AbortController(), false)).toEqual({ apiKey: 'ek_1' });
});
