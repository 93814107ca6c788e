// @vitest-environment jsdom
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { createSandbox, createTestPicture } from '../../src/sandbox';
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
] as const)('sandbox.%s(%s) is refused', (name, value) => {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const fault: (value: never) => unknown = sandbox[name];
  expect(() => fault(untyped(value))).toThrow(`\`${name}\` of the sandbox must be`);
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
