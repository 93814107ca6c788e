import fc from 'fast-check';
import { afterEach, beforeEach, expect } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../../src/server';
import { type Decart, KEY, startDecart } from './decart';

const logged: string[] = [];
// One for each test: an abandoned call may arrive late.
export let decart: Decart;
beforeEach(async () => {
  decart = await startDecart();
  logged.length = 0;
});
afterEach(() => decart.close());

export type Handler = (request: Request) => Promise<Response>;
const USER = { id: 'ada' };

export const common = () => ({
  authorize: (request: Request) => (request.headers.get('x-user') === 'ada' ? USER : null),
  apiKey: KEY,
  baseUrl: decart.url,
  logger: { error: (...what: unknown[]) => void logged.push(JSON.stringify(what)) },
  timeouts: { hooks: 200 },
});

export const create = {
  proxy: (options: object): Handler =>
    Reflect.apply(createProxyHandler, undefined, [{ ...common(), ...options }]),
  token: (options: object): Handler =>
    Reflect.apply(createTokenHandler, undefined, [{ ...common(), ...options }]),
};
export const PATH = { proxy: '/api/decart/v1/jobs/lucy-2.5', token: '/api/decart/token' };

export function ask(path: string, headers: Record<string, string> = {}, method = 'POST') {
  return new Request(`https://app.example${path}`, { method, headers: { host: 'app.example', ...headers } });
}

/** What a request did: its status, and whether it reached Decart. */
export async function tryOut(handler: Handler, request: Request) {
  const before = decart.received.length;
  const response = await handler(request);
  const text = await response.text();
  expect(text).not.toContain(KEY);
  expect(logged.splice(0).join()).not.toContain(KEY);
  return { status: response.status, reached: decart.received.length > before };
}

export class NamedId {
  constructor(private readonly name: string) {}
  toString() {
    return this.name;
  }
}

/** Whatever JavaScript has. */
export const anything = fc.oneof(
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

export const DOCUMENTED = [200, 202, 400, 401, 403, 404, 405, 408, 413, 414, 429, 499, 500, 502, 503, 504];

export const SESSIONS = { capacity: 1, maxDurationSeconds: 60 };
