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
  ['an object for getToken', { getToken: { apiKey: 'ek_1' } }, 'getToken'],
  ['a client token for getToken', { getToken: 'ek_secret' }, 'getToken'],
  ['a permanent key for getToken', { getToken: 'dct_secret' }, 'getToken'],
])('refuses %s and says what to do', (_, options, advice) => {
  const make = () => createClientCore(options as ClientOptions);
  expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  expect(make).toThrow(advice);
  expect(make).not.toThrow('secret');
});

it.each<ClientOptions>([
  { getToken },
  { getToken: '/api/decart/token' },
  { proxy: '/api/decart' },
  { proxy: 'https://example.com/decart', getToken },
])('takes %j', (options) => {
  expect(() => createClientCore(options)).not.toThrow();
});
