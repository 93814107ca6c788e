import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../src/server';
import {
  anything,
  ask,
  common,
  create,
  DOCUMENTED,
  type Handler,
  PATH,
  SESSIONS,
  tryOut,
} from './support/fuzz';

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
