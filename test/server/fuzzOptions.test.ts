import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../src/server';
import { type Decart, KEY, startDecart } from './support/decart';

const logged: string[] = [];
// One for each test: an abandoned call may arrive late.
let decart: Decart;
beforeEach(async () => {
  decart = await startDecart();
  logged.length = 0;
});
afterEach(() => decart.close());

type Handler = (request: Request) => Promise<Response>;
const USER = { id: 'ada' };

const common = () => ({
  authorize: (request: Request) => (request.headers.get('x-user') === 'ada' ? USER : null),
  apiKey: KEY,
  baseUrl: decart.url,
  logger: { error: (...what: unknown[]) => void logged.push(JSON.stringify(what)) },
  timeouts: { hooks: 200 },
});

const create = {
  proxy: (options: object): Handler =>
    Reflect.apply(createProxyHandler, undefined, [{ ...common(), ...options }]),
  token: (options: object): Handler =>
    Reflect.apply(createTokenHandler, undefined, [{ ...common(), ...options }]),
};
const PATH = { proxy: '/api/decart/v1/jobs/lucy-2.5', token: '/api/decart/token' };

function ask(path: string, headers: Record<string, string> = {}, method = 'POST') {
  return new Request(`https://app.example${path}`, { method, headers: { host: 'app.example', ...headers } });
}

/** What a request did: its status, and whether it reached Decart. */
async function tryOut(handler: Handler, request: Request) {
  const before = decart.received.length;
  const response = await handler(request);
  const text = await response.text();
  expect(text).not.toContain(KEY);
  expect(logged.splice(0).join()).not.toContain(KEY);
  return { status: response.status, reached: decart.received.length > before };
}

class NamedId {
  constructor(private readonly name: string) {}
  toString() {
    return this.name;
  }
}

/** Whatever JavaScript has. */
const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 2,
    maxKeys: 3,
  }),
  fc.constantFrom<unknown>(
    ...[
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      0,
      -0,
      1,
      1.5,
      2 ** 31,
      '',
      ' ',
      '0',
      '1',
      '10mb',
      'true',
      'any',
    ],
    ...[
      true,
      false,
      null,
      Symbol('a'),
      10n,
      () => {},
      async () => {},
      class {},
      new Error('a'),
      Promise.resolve(1),
    ],
    ...[
      new Response('a'),
      new URL('https://app.example'),
      new NamedId('ada'),
      new NamedId('[object Object]'),
      'https://evil.example',
      ['https://evil.example'],
      ['*'],
    ],
    ...[
      ['lucy-image-2'],
      'lucy-image-2',
      { id: 'a' },
      { limit: 1 },
      { limit: -1 },
      { window: 1000 },
      { capacity: 1 },
      { maxDurationSeconds: 60 },
      { headers: 1 },
      { capacity: 1, maxDurationSeconds: 60 },
      { capacity: 'quota', maxDurationSeconds: 60, perUser: 1 },
      { capacity: 0, maxDurationSeconds: 60 },
      { perUser: 1, store: { enterCall() {}, keepCall() {}, leaveCall() {} } },
      { error() {} },
    ],
  ),
);

const DOCUMENTED = [200, 202, 400, 401, 403, 404, 405, 408, 413, 414, 429, 499, 500, 502, 503, 504];

/** The statuses that an option may lead to for somebody who is allowed in. */
async function behaves(kind: 'proxy' | 'token', handler: Handler) {
  const path = PATH[kind];
  const stranger = await tryOut(handler, ask(path));
  expect(stranger.reached).toBe(false);
  expect(stranger.status).toBeGreaterThanOrEqual(400);
  const foreign = await tryOut(handler, ask(path, { 'x-user': 'ada', origin: 'https://other-site.example' }));
  expect(foreign.reached).toBe(false);
  const member = await tryOut(handler, ask(path, { 'x-user': 'ada', origin: 'https://app.example' }));
  expect(DOCUMENTED).toContain(member.status);
}

const OPTIONS = {
  both: [
    ...[
      'getUserId',
      'allowUsersWithoutId',
      'getAddress',
      'apiKey',
      'baseUrl',
      'origins',
      'allowedHosts',
      'trustProxy',
      'rateLimit',
    ],
    ...['concurrency', 'onEvent', 'waitUntil', 'logger', 'timeouts'],
  ],
  proxy: [
    ...['basePath', 'allowedModels', 'allowCall', 'allowFileAccess', 'allowWatch', 'allowQuota', 'jobSecret'],
    ...['maxBodySize', 'realtimeBaseUrl'],
  ],
  token: ['tokenOptions', 'sessions'],
};

const SESSIONS = { capacity: 1, maxDurationSeconds: 60 };

/** The parts of each option that is an object, and what else the object needs. */
const PARTS_OF: ['both' | 'proxy' | 'token', option: string, parts: string[], others: object][] = [
  ['both', 'rateLimit', ['limit'], {}],
  ['both', 'rateLimit', ['window', 'store'], { limit: 5 }],
  ['both', 'concurrency', ['perUser', 'total', 'store'], {}],
  ['both', 'timeouts', ['headers', 'hooks'], {}],
  ['proxy', 'timeouts', ['idle', 'stalled'], {}],
  ['token', 'tokenOptions', ['expiresIn', 'allowedModels', 'allowedOrigins'], {}],
  ['token', 'tokenOptions', ['constraints', 'metadata'], {}],
  ['token', 'sessions', [...Object.keys(SESSIONS), 'perUser', 'store', 'name', 'secret'], SESSIONS],
  ['token', 'sessions', ['connectSeconds', 'aliveSeconds', 'silenceSeconds'], SESSIONS],
];
const PARTS = PARTS_OF.flatMap(([kind, option, parts, others]) =>
  parts.map((part) => [kind, option, part, others] as const),
);

/** Numbers are at least 1, and strings aren't numbers. The contents of strings and objects aren't checked here. */
function isSensible(part: string, value: unknown): boolean {
  if (typeof value === 'number') return value >= 1 && Number.isFinite(value);
  const isNumber = /^(limit|window|perUser|total|headers|hooks|idle|stalled|expiresIn|.*Seconds)$/.test(part);
  if (isNumber) return false;
  if (part === 'metadata') return JSON.stringify(value).startsWith('{');
  return (
    typeof value === 'string' || (typeof value === 'object' && (value !== null || part === 'allowedOrigins'))
  );
}

/** The required parts of an option. */
const REQUIRED: Record<string, string[]> = {
  rateLimit: ['limit'],
  sessions: ['capacity', 'maxDurationSeconds'],
};

describe.each(['proxy', 'token'] as const)('%s', (kind) => {
  const names = [...OPTIONS.both, ...OPTIONS[kind]];

  it('any value in any option is refused when the handler is created, or admits nobody who is not allowed', {
    timeout: 30_000,
  }, async () => {
    let refused = 0;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anything, async (name, value) => {
        let handler: Handler;
        try {
          handler = create[kind]({ [name]: value });
        } catch (error) {
          refused += 1;
          expect(error).toMatchObject({ code: 'INVALID_OPTIONS' });
          expect(String(error)).toContain(name);
          expect(value).not.toBe(undefined);
          return;
        }
        taken += 1;
        for (const part of typeof value === 'object' ? (REQUIRED[name] ?? []) : []) {
          expect(value).toHaveProperty(part, expect.anything());
        }
        // What it may reach doesn't matter here.
        if (name !== 'baseUrl' && name !== 'realtimeBaseUrl') await behaves(kind, handler);
      }),
      { numRuns: 3000, interruptAfterTimeLimit: 3000, markInterruptAsFailure: false },
    );
    expect(refused).toBeGreaterThan(0);
    expect(taken).toBeGreaterThan(0);
  });

  it('any value in any part of an option is refused by its name, or admits nobody who is not allowed', {
    timeout: 30_000,
  }, async () => {
    const parts = PARTS.filter(([only]) => only === 'both' || only === kind);
    const seen = { refused: 0, taken: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), anything, async ([, option, part, others], value) => {
        let handler: Handler;
        try {
          handler = create[kind]({ [option]: { ...others, [part]: value } });
        } catch (error) {
          seen.refused += 1;
          expect(error).toMatchObject({ code: 'INVALID_OPTIONS' });
          expect(String(error)).toContain(part);
          return;
        }
        seen.taken += 1;
        expect(value === undefined || isSensible(part, value), `${option}.${part}`).toBe(true);
        await behaves(kind, handler);
      }),
      { numRuns: 3000, interruptAfterTimeLimit: 2000, markInterruptAsFailure: false },
    );
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.taken).toBeGreaterThan(0);
  });

  it('any unknown option name is refused', () => {
    const known = new Set(['authorize', ...names]);
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('alowedModels', '__proto__', 'constructor'),
    );
    fc.assert(
      fc.property(name, anything, (text, value) => {
        fc.pre(!known.has(text));
        const options = Object.defineProperty({}, text, { value, enumerable: true });
        // As in `{ ...common, ['__proto__']: value }`.
        const all = Object.defineProperties(common(), Object.getOwnPropertyDescriptors(options));
        const call = () =>
          Reflect.apply(kind === 'proxy' ? createProxyHandler : createTokenHandler, undefined, [all]);
        expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
      }),
      { numRuns: 300 },
    );
  });
});

/** An id, written down a second time. */
function isId(value: unknown): boolean {
  switch (typeof value) {
    case 'bigint':
      return true;
    case 'number':
      return Number.isFinite(value) && Math.abs(value) < 2 ** 53;
    case 'string':
      return (
        value.trim() !== '' &&
        !['undefined', 'null', 'NaN', 'Infinity', '-Infinity'].includes(value) &&
        !value.includes('[object ') &&
        new TextDecoder().decode(new TextEncoder().encode(value)) === value
      );
    default:
      // Other objects have only the text of their type. Classes are tested separately.
      return value instanceof URL || (value instanceof NamedId && isId(String(value)));
  }
}

/** The first of the user's ids that is set. If it isn't valid, the others don't count. */
function findId(user: object): unknown {
  const { id, userId, sub, _id } = user as Record<string, unknown>;
  return [id, userId, sub, _id].find((value) => value !== undefined && value !== null && value !== false);
}

function isUser(value: unknown): boolean {
  if (!value || Array.isArray(value) || typeof value === 'function' || typeof value === 'symbol')
    return false;
  if (typeof value !== 'object') return isId(value);
  if (value instanceof Error || value instanceof Response) return false;
  return isId(findId(value));
}

type Way = (value: unknown) => () => unknown;
const later: Way = (value) => () => new Promise((resolve) => setTimeout(resolve, 1, value));
const WAYS: readonly Way[] = [(value) => () => value, (value) => async () => value, later];
const FAILURES: readonly Way[] = [
  (value) => () => {
    throw value;
  },
  (value) => () => Promise.reject(value),
];

interface HookCase {
  kind?: 'proxy' | 'token';
  path?: string;
  method?: string;
  /** @defaultValue the hook under its own name */
  options?(hook: () => unknown): object;
  /** Which results let a request through. */
  isYes(value: unknown): boolean;
  /** Whatever it returns, throws or rejects with changes nothing. */
  isIgnored?: boolean;
}

const isTrue = (value: unknown) => value === true;
const isFiniteIn = (value: object, names: string[]) =>
  names.every((name) => Number.isFinite(Reflect.get(value, name)));
const ignored = { isYes: () => true, isIgnored: true };

/** For each hook: which results mean yes, and which request calls it. */
const HOOKS: Record<string, HookCase> = {
  authorize: { isYes: isUser },
  getUserId: { isYes: isId },
  getAddress: { isYes: (value) => value === undefined || value === null || typeof value === 'string' },
  // Whether the key belongs to an account is checked by Decart.
  apiKey: {
    isYes: (value) => typeof value === 'string' && /^(?!ek_)[!#-&(-~]+$/.test(value.trim()),
  },
  allowCall: { isYes: isTrue },
  allowFileAccess: { path: '/api/decart/v1/files/file_a', method: 'GET', isYes: isTrue },
  allowWatch: { path: '/api/decart/watch-stream/room', isYes: isTrue },
  allowQuota: { path: '/api/decart/v1/realtime/quota', method: 'GET', isYes: isTrue },
  rateLimit: { isYes: isTrue },
  hit: {
    options: (hit) => ({ rateLimit: { limit: 5, store: { hit } } }),
    isYes(value) {
      if (typeof value !== 'object' || value === null || !isFiniteIn(value, ['count', 'resetIn']))
        return false;
      return [1, 2, 3, 4, 5].includes(Reflect.get(value, 'count'));
    },
  },
  enterCall: {
    options: (enterCall) => ({ concurrency: { store: { enterCall, keepCall() {}, leaveCall() {} } } }),
    isYes: (value) => value === 'entered',
  },
  line: {
    kind: 'token',
    options: (line) => ({ sessions: { ...SESSIONS, store: { line, countLine() {} } } }),
    isYes(value) {
      if (typeof value !== 'object' || value === null || Reflect.get(value, 'state') !== 'slot') return false;
      return isFiniteIn(value, ['number', 'position', 'size', 'taken', 'left', 'mean']);
    },
  },
  leaveCall: {
    options: (leaveCall) => ({
      concurrency: { store: { enterCall: () => 'entered', keepCall() {}, leaveCall } },
    }),
    ...ignored,
  },
  onEvent: ignored,
  waitUntil: ignored,
};

const never: HookCase = { isYes: () => false };
const slot = { state: 'slot', number: 1, position: 0, size: 0, taken: 1, left: 60_000, mean: 0 };

it('any result of any hook admits exactly those who are allowed', {
  timeout: 30_000,
}, async () => {
  const seen = { yes: 0, no: 0 };
  const results = fc.oneof(
    anything,
    fc.constantFrom<unknown>(true, 'ada', 7, { id: 'ada' }, { sub: 7 }, { _id: 7n }, undefined),
    fc.record({ id: anything }),
    fc.record({ user: anything }),
    fc.record({ status: fc.integer({ min: 0, max: 600 }), message: fc.string() }),
    fc.record({
      count: fc.oneof(fc.integer({ min: -1, max: 7 }), anything),
      resetIn: fc.oneof(fc.nat(), anything),
    }),
    fc
      .tuple(fc.constantFrom(...Object.keys(slot)), anything)
      .map(([key, value]) => ({ ...slot, [key]: value })),
    fc.constantFrom<unknown>('entered', 'user', 'total', KEY, slot, { count: 1, resetIn: 1 }, '192.0.2.1'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(HOOKS)),
      results,
      fc.constantFrom(...WAYS, ...FAILURES),
      async (name, value, way) => {
        const { kind = 'proxy', method = 'POST', isYes, isIgnored, ...hook } = HOOKS[name] ?? never;
        const { path = PATH[kind], options = (call) => ({ [name]: call }) } = hook;
        // A promise counts as its result.
        const result: unknown = value instanceof Promise ? await value : value;
        const expected = isIgnored || (WAYS.includes(way) && isYes(result));
        const handler = create[kind](options(way(value)));
        const { status, reached } = await tryOut(handler, ask(path, { 'x-user': 'ada' }, method));
        expect(reached).toBe(expected);
        if (!expected) expect(DOCUMENTED.concat(402)).toContain(status);
        if (!expected) expect(status).toBeGreaterThanOrEqual(400);
        seen[expected ? 'yes' : 'no'] += 1;
      },
    ),
    {
      numRuns: 3000,
      interruptAfterTimeLimit: 4000,
      markInterruptAsFailure: false,
      // One of each, even if there is time for few.
      examples: [
        ['authorize', { id: 'ada' }, later],
        ['authorize', [], later],
      ],
    },
  );
  // Without both kinds of result, this proves nothing.
  expect(seen.yes).toBeGreaterThan(0);
  expect(seen.no).toBeGreaterThan(0);
});

it('any result of a function for the token’s options is sent unchanged, or nothing is sent', {
  timeout: 30_000,
}, async () => {
  const names = fc.constantFrom(
    'expiresIn',
    'allowedModels',
    'allowedOrigins',
    'constraints',
    'metadata',
    'alowedModels',
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.dictionary(names, anything), anything), async (value) => {
      const handler = create.token({ tokenOptions: () => value });
      const { status, reached } = await tryOut(handler, ask(PATH.token, { 'x-user': 'ada' }));
      expect(status).toBe(reached ? 200 : 500);
      if (!reached) return;
      const sent = decart.last().json as Record<string, unknown>;
      const wanted = (value instanceof Promise ? await value : value) as Record<string, unknown>;
      // No limit that was set for the token is lost on the way.
      for (const key of ['expiresIn', 'allowedModels']) {
        if (wanted[key] !== undefined) expect(sent[key]).toEqual(wanted[key]);
      }
      expect(sent).not.toHaveProperty('alowedModels');
      if (wanted.allowedOrigins !== 'any')
        expect(sent.allowedOrigins).toEqual(expect.arrayContaining([expect.any(String)]));
    }),
    { numRuns: 1000, interruptAfterTimeLimit: 2000, markInterruptAsFailure: false },
  );
});
