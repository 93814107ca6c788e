// @vitest-environment jsdom
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { createSandbox, createTestPicture, type Sandbox } from '../../src/sandbox';
import { startTimer } from '../../src/sandbox/timer';

afterEach(() => {
  vi.unstubAllGlobals();
});

const untyped = (value: unknown): never => value as never;

it.each([
  [() => createSandbox(untyped({ acceptAnytoken: true })), 'createSandbox has no option `acceptAnytoken`'],
  [() => createSandbox(untyped(null)), '`createSandbox` of the sandbox must be an object'],
  [() => createSandbox({ acceptAnyToken: untyped('yes') }), '`createSandbox.acceptAnyToken` of the sandbox'],
  [() => createSandbox({ tokenOptions: { expiresIn: -5 } }), 'createSandbox.tokenOptions.expiresIn: Input'],
  [() => createSandbox({ tokenOptions: untyped({ alowedModels: [] }) }), 'has no option `alowedModels`'],
  [() => createSandbox({ tokenOptions: { constraints: untyped({ realTime: {} }) } }), 'no option `realTime`'],
  [
    () => createSandbox({ tokenOptions: { constraints: untyped(60) } }),
    '`createSandbox.tokenOptions.constraints`',
  ],
  [
    () => createSandbox({ tokenOptions: { constraints: { realtime: untyped({ maxSessionSeconds: 60 }) } } }),
    'no option `maxSessionSeconds`',
  ],
  [() => createTestPicture({ frameRate: 0 }), '`createTestPicture.frameRate` of the sandbox must be'],
  [() => createTestPicture({ width: Number.NaN }), '`createTestPicture.width` of the sandbox must be'],
  [() => createTestPicture(untyped({ hue: 'red' })), 'createTestPicture has no option `hue`'],
])('%s is refused', (call, message) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(message);
});

it.each([
  ['latency', Number.NaN],
  ['latency', Number.POSITIVE_INFINITY],
  ['slowAcks', -1],
  ['offline', Number.POSITIVE_INFINITY],
  ['queue', Number.NaN],
  ['capacity', '2'],
  ['limitSessions', -1],
  ['limitSessionTime', Number.NaN],
  ['limitMessages', Number.NaN],
  ['refuseHandshake', Number.NaN],
  ['loseFrames', 50],
  ['hold', 'signalling'],
  ['refuseSessions', 'sesion_limit'],
  ['endSessions', 'policy_violation'],
  ['endAtNextChange', 3],
  ['endAtNextChange', undefined],
  ['closeSignaling', Number.NaN],
  ['closeSignaling', 999],
  ['closeSignalingWhileConnecting', '1011'],
  ['rejectKeyWithReason', 'no'],
  ['refuseHandshake', 0.5],
  ['capacity', undefined],
  ['limitSessions', undefined],
  ['queue', Number.POSITIVE_INFINITY],
  ['queue', 1.5],
  ['sendError', undefined],
  ['endGeneration', 1000],
  ['rejectPrompts', undefined],
  ['rejectPrompts', ''],
  ['rejectImages', 5],
  ['closeLiveKit', null],
  ['refuseLiveKit', undefined],
  ['refuseLiveKit', 200],
  ['refuseLiveKit', '503'],
  ['freezeMedia', 'yes'],
  ['refuseTokens', 0],
  ['advanceClock', Number.NaN],
  ['advanceClock', -1],
  ['advanceClock', Number.POSITIVE_INFINITY],
  ['waitingAt', 'medai'],
  ['failJobs', Number.NaN],
  ['failJobs', -1],
  ['jobTiming', 300],
  ['jobTiming', undefined],
  ['failRequests', 500],
  ['breakConnections', 'after'],
  ['delayRequests', Number.NaN],
  ['delayRequests', -1],
  ['delayRequests', undefined],
] as const)('sandbox.%s(%s) is refused', (name, value) => {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const control: (value: never) => unknown = sandbox[name];
  expect(() => control(untyped(value))).toThrow(`\`${name}\` of the sandbox must be`);
  expect(sandbox.events).toEqual([]);
});

type Control = {
  [Name in keyof Sandbox]: Sandbox[Name] extends (...values: never[]) => unknown ? Name : never;
}[keyof Sandbox];

it.each<[name: Control, values: unknown[], message: string]>([
  ['closeSignaling', [1006, 5], '`closeSignaling.reason` of the sandbox must be a string, but is 5.'],
  ['closeSignalingWhileConnecting', [1006, '', -1], '`closeSignalingWhileConnecting.times` of the sandbox'],
  [
    'refuseSessions',
    ['policy', { time: 1 }],
    'refuseSessions has no option `time`. There are: times, retryAfter.',
  ],
  [
    'refuseSessions',
    ['policy', { times: 1.5 }],
    '`refuseSessions.times` of the sandbox must be a whole number',
  ],
  ['endSessions', [{ coed: 1008 }], 'endSessions has no option `coed`'],
  ['endSessions', [{ code: 99_999 }], '`endSessions.code` of the sandbox must be'],
  ['endSessions', ['policy', { retryafter: 1 }], 'endSessions has no option `retryafter`'],
  ['queue', [3, { interval: 5 }], 'queue has no option `interval`'],
  ['limitSessions', [1, { releaseMs: -1 }], '`limitSessions.releaseMs` of the sandbox must be'],
  ['rejectPrompts', [/a/, 5], '`rejectPrompts.message` of the sandbox must be'],
  [
    'closeLiveKit',
    [{ onResume: 'refuse' }],
    '`closeLiveKit.onResume` of the sandbox must be one of accept, 401, 503',
  ],
  ['closeLiveKit', [{ onresume: 401 }], 'closeLiveKit has no option `onresume`'],
  ['jobTiming', [{ pendingMs: -1 }], '`jobTiming.pendingMs` of the sandbox must be'],
  ['jobTiming', [{ pending: 5 }], 'jobTiming has no option `pending`'],
  ['failRequests', [{}], '`failRequests.status` of the sandbox must be'],
  ['failRequests', [{ status: 204 }], '`failRequests.status` of the sandbox must be'],
  ['failRequests', [{ status: 600 }], '`failRequests.status` of the sandbox must be'],
  ['failRequests', [{ status: 500, count: 0 }], '`failRequests.count` of the sandbox must be'],
  [
    'failRequests',
    [{ status: 500, method: 'PSOT' }],
    '`failRequests.method` of the sandbox must be one of GET',
  ],
  ['failRequests', [{ status: 500, path: '' }], '`failRequests.path` of the sandbox must be'],
  ['failRequests', [{ status: 429, retryAfter: '2' }], '`failRequests.retryAfter` of the sandbox must be'],
  ['failRequests', [{ code: 500, status: 500 }], 'failRequests has no option `code`'],
  [
    'breakConnections',
    [{ when: 'befor' }],
    '`breakConnections.when` of the sandbox must be one of before, after',
  ],
])('sandbox.%s with %j is refused', (name, values, message) => {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const control: (...values: never[]) => unknown = sandbox[name];
  expect(() => control(...values.map(untyped))).toThrow(message);
  expect(sandbox.events).toEqual([]);
});

it('a subscriber that throws is reported as an error of the page, and breaks nothing', () => {
  const reported: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
  const native = globalThis.fetch;
  const sandbox = createSandbox();
  const error = new Error('The app has a bug.');
  const next = vi.fn();
  sandbox.subscribe(() => {
    throw error;
  });
  sandbox.subscribe(next);
  sandbox.offline();
  expect(navigator.onLine).toBe(false);
  expect(next).toHaveBeenCalledOnce();
  expect(reported).toEqual([error]);
  sandbox.dispose();
  expect(navigator.onLine).toBe(true);
  expect(globalThis.fetch).toBe(native);
});

it('can be disposed of twice, and takes the page offline no more', () => {
  const native = globalThis.fetch;
  const sandbox = createSandbox();
  sandbox.offline();
  expect(navigator.onLine).toBe(false);
  sandbox.dispose();
  expect(navigator.onLine).toBe(true);
  sandbox.offline();
  expect(navigator.onLine).toBe(true);
  sandbox.dispose();
  sandbox.reset();
  expect(navigator.onLine).toBe(true);
  expect(globalThis.fetch).toBe(native);
});

it('has no timer left that was stopped before its worker was refused', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  /** As under a content security policy: the error comes later. */
  const workers: RefusedWorker[] = [];
  class RefusedWorker {
    onerror: ((event: Event) => void) | null = null;
    constructor() {
      workers.push(this);
    }
    terminate() {}
  }
  vi.stubGlobal('Worker', RefusedWorker);
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL() {} }));
  const stop = startTimer(10, () => {});
  stop();
  for (const { onerror } of workers) onerror?.(new Event('error'));
  expect(workers).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
