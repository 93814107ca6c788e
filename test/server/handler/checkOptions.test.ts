import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../../src/server';
import { KEY } from '../support/decart';

const common = { authorize: () => ({ id: 'ada' }), apiKey: KEY };

describe('an option whose name is unknown', () => {
  it.each([
    ['createProxyHandler', createProxyHandler],
    ['createTokenHandler', createTokenHandler],
  ] as const)('is refused by %s, which lists the known ones', (name, handler) => {
    const call = () => Reflect.apply(handler, undefined, [{ ...common, alowedModels: ['lucy-image-2'] }]);
    expect(call).toThrow(`${name} has no option \`alowedModels\`. There are: authorize, `);
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });

  it('is refused with its new name, if it has one', () => {
    const call = () => Reflect.apply(createTokenHandler, undefined, [{ ...common, timeout: 5000 }]);
    expect(call).toThrow('It is now called `timeouts.headers`.');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'is not known by inheritance: %s',
    (name) => {
      const options = Object.defineProperty({ ...common }, name, { value: {}, enumerable: true });
      expect(() => createProxyHandler(options)).toThrow(`has no option \`${name}\``);
    },
  );
});

describe('options that could change after they were checked', () => {
  class Config {
    get authorize() {
      return common.authorize;
    }
    get maxBodySize() {
      return '1kb';
    }
  }
  const getter = (name: string, value: unknown) => ({
    ...common,
    get [name]() {
      return value;
    },
  });
  const hidden = (name: string, value: unknown) => Object.defineProperty({ ...common }, name, { value });

  it.each<[string, unknown, string]>([
    ['of a class', new Config(), 'createProxyHandler'],
    ['inherited', Object.create({ ...common, jobSecret: '' }), 'createProxyHandler'],
    [
      'inherited, besides own ones',
      Object.assign(Object.create({ jobSecret: '' }), common),
      'createProxyHandler',
    ],
    ['a getter', getter('jobSecret', 'a long enough secret'), 'jobSecret'],
    ['hidden', hidden('jobSecret', ''), 'jobSecret'],
    ['a part that is inherited', { ...common, timeouts: Object.create({ headers: -1 }) }, 'timeouts'],
    [
      'a part that is a getter',
      {
        ...common,
        rateLimit: {
          get limit() {
            return Math.random();
          },
        },
      },
      'limit',
    ],
    ['a part of a class', { ...common, concurrency: new (class Limits {})() }, 'concurrency'],
  ])('are refused: %s', (_, options, name) => {
    const call = () => Reflect.apply(createProxyHandler, undefined, [options]);
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    expect(call).toThrow(name);
  });

  it.each<[string, object]>([
    ['without a prototype', Object.assign(Object.create(null), common)],
    ['frozen', Object.freeze({ ...common })],
    ['of another realm', Object.assign(runInNewContext('({ timeouts: { headers: 1 } })'), common)],
    [
      'with a store and a logger of a class',
      {
        ...common,
        rateLimit: {
          limit: 1,
          store: new (class Store {
            hit() {}
          })(),
        },
        logger: new (class Log {
          error() {}
        })(),
      },
    ],
  ])('are accepted if they are plain: %s', (_, options) => {
    expect(() => Reflect.apply(createProxyHandler, undefined, [options])).not.toThrow();
  });
});

describe('the value of a refused option', () => {
  it('is in the message if it is no secret', () => {
    const call = () => Reflect.apply(createProxyHandler, undefined, [{ ...common, maxBodySize: '10mb' }]);
    expect(call).toThrow('`maxBodySize` must be a whole number above 0, but is "10mb".');
  });

  it('is not in the message if it is one', () => {
    const call = () => createProxyHandler({ ...common, jobSecret: 'too-short' });
    expect(call).toThrow('`jobSecret` must be a string of at least 16 characters');
    expect(call).not.toThrow('too-short');
  });
});

it('options that are set to undefined, or left out, have their defaults', () => {
  const nothing = {
    origins: undefined,
    rateLimit: undefined,
    timeouts: { headers: undefined },
    concurrency: undefined,
  };
  expect(() => createProxyHandler({ ...common, ...nothing, allowedModels: undefined })).not.toThrow();
  expect(() => createTokenHandler({ ...common, ...nothing, tokenOptions: undefined })).not.toThrow();
});

it('everything that is documented is accepted', () => {
  const all = {
    ...common,
    getUserId: () => 'ada',
    allowUsersWithoutId: true,
    getAddress: () => '192.0.2.1',
    baseUrl: 'https://api.decart.ai/',
    origins: ['https://app.example', 'capacitor://localhost'],
    allowedHosts: ['app.example', 'localhost:3000', '[::1]:3000'],
    trustProxy: 2,
    rateLimit: { limit: 1, window: 1000, store: { hit: () => ({ count: 1, resetIn: 1 }) } },
    concurrency: { perUser: 1, total: 1 },
    onEvent() {},
    waitUntil() {},
    logger: console,
  };
  expect(() =>
    createProxyHandler({
      ...all,
      basePath: '/',
      allowedModels: ['lucy-2.5'],
      allowCall: () => true,
      allowFileAccess: () => true,
      allowWatch: true,
      allowQuota: () => true,
      jobSecret: ['a secret of many letters', 'another of many letters'],
      maxBodySize: 1000,
      timeouts: { headers: 1, idle: 1, stalled: 1, hooks: 1 },
      realtimeBaseUrl: 'wss://api3.decart.ai',
    }),
  ).not.toThrow();
  const constraints = { realtime: { maxSessionDuration: 60 } };
  expect(() =>
    createTokenHandler({
      ...all,
      tokenOptions: {
        expiresIn: 60,
        allowedModels: ['lucy-2.5'],
        allowedOrigins: 'any',
        constraints,
        metadata: { user: 'ada', on: new Date(), tags: ['a', null], unset: undefined, deep: { yes: true } },
      },
      timeouts: { headers: 1, hooks: 1 },
    }),
  ).not.toThrow();
});
