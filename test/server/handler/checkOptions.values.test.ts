import { describe, expect, it } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../../src/server';
import { KEY } from '../support/decart';

const common = { authorize: () => ({ id: 'ada' }), apiKey: KEY };

/** An object that contains itself. */
function endless() {
  const one: Record<string, unknown> = {};
  one.of = one;
  return one;
}

/** What both handlers refuse, whatever else they accept. */
const BOTH: [option: string, value: unknown][] = [
  ['authorize', 'everybody'],
  ['authorize', true],
  ['authorize', null],
  ['getUserId', 'id'],
  ['allowUsersWithoutId', 'true'],
  ['allowUsersWithoutId', () => true],
  ['getAddress', '127.0.0.1'],
  ['apiKey', 5],
  ['apiKey', null],
  ['apiKey', {}],
  ['baseUrl', ''],
  ['baseUrl', 'api.decart.ai'],
  ['baseUrl', 'https://api.decart.ai/?'],
  ['baseUrl', 'https://api.decart.ai/#'],
  ['baseUrl', 'https://api.decart.ai?#'],
  ['baseUrl', 'https://api.decart.ai\\v1'],
  ['baseUrl', 'https://api.decart.ai /'],
  ['baseUrl', 'https://:secret@api.decart.ai'],
  ['baseUrl', new URL('https://api.decart.ai')],
  ['origins', 'https://app.example'],
  ['origins', { 0: 'https://app.example' }],
  ['origins', ['app.example']],
  ['origins', ['https://*.app.example']],
  ['origins', ['javascript://x']],
  ['origins', ['data://x']],
  ['origins', ['wss://app.example']],
  ['origins', [null]],
  ['allowedHosts', 'app.example'],
  ['allowedHosts', []],
  ['allowedHosts', ['https://app.example']],
  ['allowedHosts', ['']],
  ['allowedHosts', ['.']],
  ['allowedHosts', ['..']],
  ['allowedHosts', ['app..example']],
  ['allowedHosts', ['*.app.example']],
  ['allowedHosts', ['.app.example']],
  ['allowedHosts', ['[']],
  ['allowedHosts', [':3000']],
  ['allowedHosts', ['app.example:']],
  ['allowedHosts', ['app.example:port']],
  ['allowedHosts', ['app.example:99999']],
  ['allowedHosts', ['app.example:1:2']],
  ['allowedHosts', ['::1']],
  ['allowedHosts', ['[::g]']],
  ['allowedHosts', ['[0:0:0:0:0:0:0:1]']],
  ['allowedHosts', ['1']],
  ['allowedHosts', ['127.1']],
  ['trustProxy', 'true'],
  ['trustProxy', 'loopback'],
  ['trustProxy', -1],
  ['trustProxy', 1.5],
  ['trustProxy', Number.NaN],
  ['rateLimit', true],
  ['rateLimit', 100],
  ['rateLimit', null],
  ['rateLimit.limit', {}],
  ['rateLimit.limit', { window: 1000 }],
  ['rateLimit.limit', { limit: undefined }],
  ['rateLimit.limit', { limit: 0 }],
  ['rateLimit.limit', { limit: '100' }],
  ['rateLimit.limit', { limit: Number.NaN }],
  ['rateLimit.limit', { limit: 0.5 }],
  ['rateLimit.limit', { limit: 1.5 }],
  ['rateLimit.limit', { limit: 1e-9 }],
  ['rateLimit.window', { limit: 1, window: 1e-9 }],
  ['rateLimit.window', { limit: 1, window: 0.5 }],
  ['rateLimit.window', { limit: 1, window: '60000' }],
  ['rateLimit.window', { limit: 1, window: Number.POSITIVE_INFINITY }],
  ['rateLimit.window', { limit: 1, window: 2 ** 31 }],
  ['rateLimit.store', { limit: 1, store: {} }],
  ['rateLimit.store', { limit: 1, store: () => {} }],
  ['max', { limit: 1, max: 5 }],
  ['concurrency', true],
  ['concurrency.perUser', { perUser: 0 }],
  ['concurrency.perUser', { perUser: 1.5 }],
  ['concurrency.total', { total: '5' }],
  ['timeouts', 5000],
  ['timeouts', []],
  ['timeouts.headers', { headers: Number.NaN }],
  ['timeouts.headers', { headers: '5000' }],
  ['timeouts.headers', { headers: 0 }],
  ['timeouts.headers', { headers: -1 }],
  ['timeouts.headers', { headers: null }],
  ['timeouts.headers', { headers: 1e-9 }],
  ['timeouts.hooks', { hooks: 0.1 }],
  ['timeouts.hooks', { hooks: Number.POSITIVE_INFINITY }],
  ['onEvent', 'x'],
  ['waitUntil', {}],
  ['logger', console.log],
  ['logger', { warn() {} }],
  ['logger', null],
];

const PROXY: typeof BOTH = [
  ['basePath', 5],
  ['basePath', 'api/decart'],
  ['allowedModels', 'lucy-image-2'],
  ['allowedModels', []],
  ['allowedModels', ['']],
  ['allowedModels', new Set(['lucy-image-2'])],
  ['allowCall', true],
  ['allowFileAccess', true],
  ['allowWatch', 'yes'],
  ['allowQuota', 1],
  ['basePath', '/api/decart/*'],
  ['basePath', '/api/decart/[...path]'],
  ['basePath', '/api/:path'],
  ['allowedModels', ['lucy-2.5', ' lucy-image-2']],
  ['allowedModels', ['*']],
  ['jobSecret', ''],
  ['jobSecret', 'a'],
  ['jobSecret', ' '.repeat(32)],
  ['jobSecret', 5],
  ['jobSecret', []],
  ['jobSecret', ['a long enough secret', 'short']],
  ['maxBodySize', '10mb'],
  ['maxBodySize', Number.NaN],
  ['maxBodySize', 0],
  ['maxBodySize', -1],
  ['timeouts.idle', { idle: Number.NaN }],
  ['timeouts.stalled', { stalled: '5m' }],
  ['realtimeBaseUrl', 5],
  ['realtimeBaseUrl', 'api3.decart.ai'],
  ['realtimeBaseUrl', 'wss://api3.decart.ai/?'],
  ['realtimeBaseUrl', 'wss://api3.decart.ai/#'],
];

const TOKEN: typeof BOTH = [
  ['tokenOptions', 60],
  ['tokenOptions', null],
  ['tokenOptions.expiresIn', { expiresIn: '60' }],
  ['tokenOptions.expiresIn', { expiresIn: -1 }],
  ['tokenOptions.expiresIn', { expiresIn: 3601 }],
  ['tokenOptions.expiresIn', { expiresIn: 59.5 }],
  ['alowedModels', { alowedModels: ['lucy-2.5'] }],
  ['tokenOptions.allowedModels', { allowedModels: 'lucy-2.5' }],
  ['tokenOptions.allowedModels', { allowedModels: [] }],
  ['tokenOptions.allowedOrigins', { allowedOrigins: 'https://app.example' }],
  ['tokenOptions.allowedOrigins', { allowedOrigins: ['https://*.app.example'] }],
  ['tokenOptions.constraints', { constraints: 60 }],
  ['maxSessionDuration', { constraints: { realtime: { maxSessionDuration: '60' } } }],
  ['maxSessionDuration', { constraints: { realtime: { maxSessionDuration: 9 } } }],
  ['maxSessionDuration', { constraints: { realtime: { maxSessionDuration: 60.5 } } }],
  ['tokenOptions.metadata', { metadata: 'ada' }],
  ['tokenOptions.metadata', { metadata: ['ada'] }],
  ['tokenOptions.metadata', { metadata: new Date() }],
  ['tokenOptions.metadata', { metadata: new Map([['user', 'ada']]) }],
  ...[10n, () => {}, Symbol('a'), Number.NaN, new Map(), new (class Row {})(), endless()].map(
    (value): [string, unknown] => ['tokenOptions.metadata', { metadata: { one: { of: [value] } } }],
  ),
  ['stalled', { stalled: 1 }],
  ['sessions', 10],
  ['sessions.capacity', {}],
  ['sessions.capacity', { maxDurationSeconds: 60 }],
  ['sessions.capacity', { capacity: 'all', maxDurationSeconds: 60 }],
  ['sessions.maxDurationSeconds', { capacity: 1 }],
  ['sessions.maxDurationSeconds', { capacity: 'quota', maxDurationSeconds: undefined }],
  ['sessions.aliveSeconds', { capacity: 1, maxDurationSeconds: 60, aliveSeconds: 1 }],
  ['sessions.aliveSeconds', { capacity: 1, maxDurationSeconds: 60, aliveSeconds: 3601 }],
  ['sessions.aliveSeconds', { capacity: 1, maxDurationSeconds: 60, aliveSeconds: Number.NaN }],
  ['sessions.silenceSeconds', { capacity: 1, maxDurationSeconds: 60, silenceSeconds: 10 }],
  ['sessions.silenceSeconds', { capacity: 1, maxDurationSeconds: 60, silenceSeconds: 3601 }],
  ['sessions.silenceSeconds', { capacity: 1, maxDurationSeconds: 60, silenceSeconds: '30' }],
];

/** Creates the handler with `value` in the option that `name` begins with, or that `owner` lists for it. */
function create(handler: (options: never) => unknown, name: string, value: unknown): () => unknown {
  const [option = ''] = name.split('.');
  const owner = {
    max: 'rateLimit',
    alowedModels: 'tokenOptions',
    maxSessionDuration: 'tokenOptions',
    stalled: 'timeouts',
  };
  const key = Object.hasOwn(owner, option) ? owner[option as keyof typeof owner] : option;
  return () => Reflect.apply(handler, undefined, [{ ...common, [key]: value }]);
}

describe.each([
  ['createProxyHandler', createProxyHandler, [...BOTH, ...PROXY]],
  ['createTokenHandler', createTokenHandler, [...BOTH, ...TOKEN]],
] as const)('an invalid option of %s is refused when it is created', (_, handler, table) => {
  it.each(table.map(([option, value], row) => [option, row, value] as const))(
    '%s (row %i)',
    (option, _row, value) => {
      const call = create(handler, option, value);
      expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
      expect(call).toThrow(option.split('.').at(-1));
    },
  );
});
