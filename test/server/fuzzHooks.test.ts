import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KEY } from './support/decart';
import { anything, ask, create, DOCUMENTED, decart, NamedId, PATH, SESSIONS, tryOut } from './support/fuzz';

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
