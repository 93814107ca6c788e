import { expect, it } from 'vitest';
import type { ClientOptions } from '../../src/client/clientCore';
import { createClientCore } from '../../src/client/createClientCore';

const getToken = () => ({ apiKey: 'ek_1' });

it.each([
  ['neither token nor proxy', {}, 'getToken'],
  ['a proxy without its slash', { proxy: 'api/decart' }, '"/api/decart"'],
  ['a proxy that is no web address', { proxy: 'ftp://example.com' }, 'proxy'],
  ['a proxy without a host', { proxy: 'https://?' }, 'proxy'],
  ['a proxy whose host cannot be', { proxy: 'http://%%%' }, 'proxy'],
  ['a proxy that begins like another host', { proxy: '//decart.example' }, 'proxy'],
  ['a number for a proxy', { proxy: 5 }, 'proxy'],
  ['an empty proxy beside a token', { proxy: '', getToken: '/token' }, 'proxy'],
  ['an object for getToken', { getToken: { apiKey: 'ek_1' } }, 'getToken'],
  ['a client token for getToken', { getToken: 'ek_secret' }, 'received an API key'],
  ['a permanent key for getToken', { getToken: 'dct_secret' }, 'revoke the key if it was exposed'],
  ['a route without its scheme', { getToken: 'localhost:3000/api/token?secret' }, 'http(s)://'],
  ['a route without its scheme on a number', { getToken: '127.0.0.1:3000/api/token' }, 'http(s)://'],
  ['an empty getToken', { proxy: '/p', getToken: '' }, 'getToken'],
  ['an option of an unknown name', { getToken, tokenUrl: '/token' }, '`tokenUrl`'],
  ['an empty baseUrl', { getToken, baseUrl: '' }, '`baseUrl`'],
  ['a baseUrl without its scheme', { getToken, baseUrl: 'api.decart.ai' }, '`baseUrl`'],
  [
    'a realtimeBaseUrl of the web',
    { getToken, realtimeBaseUrl: 'https://api3.decart.ai' },
    '`realtimeBaseUrl`',
  ],
  ['a logger that is a function', { getToken, logger: () => {} }, '`logger`'],
  ['a string for telemetry', { getToken, telemetry: 'no' }, '`telemetry`'],
  ['an empty integration', { getToken, integration: '' }, '`integration`'],
  ['an onError that is none', { getToken, onError: 'log' }, '`onError`'],
  ['a route that is no web address', { getToken: 'ftp://example.com/token' }, 'http(s)://'],
])('refuses %s and says what to do', (_, options, advice) => {
  const make = () => createClientCore(options as ClientOptions);
  expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  expect(make).toThrow(advice);
  expect(make).not.toThrow('secret');
});

it.each<ClientOptions>([
  { getToken },
  { getToken: '/api/decart/token' },
  { getToken: '/api/decart/token?at=12:30' },
  { getToken: 'api/decart/token' },
  { getToken: '//api.example:3000/token' },
  { getToken: 'http://localhost:3000/api/token' },
  { getToken: 'HTTPS://api.example/token' },
  { proxy: '/api/decart' },
  { proxy: 'https://example.com/decart', getToken },
])('takes %j', (options) => {
  expect(() => createClientCore(options)).not.toThrow();
});
