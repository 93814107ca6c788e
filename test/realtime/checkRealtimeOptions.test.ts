import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { checkRealtimeOptions } from '../../src/realtime/checkRealtimeOptions';
import type { RealtimeOptions } from '../../src/realtime/types';
import { checkViewerOptions } from '../../src/viewer/checkViewerOptions';

const check = (options: unknown) => () => checkRealtimeOptions(options as RealtimeOptions);

test.each<[option: string, value: unknown]>([
  ['model', ''],
  ['model', 7],
  ['model', { name: 'mine' }],
  ['model', { name: 'mine', urlPath: '/v1/stream', width: Number.NaN, height: 1, fps: 1 }],
  ['speed', 'slow'],
  ['speed', true],
  ['prompt', null],
  ['prompt', 5],
  ['enhance', 'yes'],
  ['image', ''],
  ['image', 5],
  ['image', {}],
  ['input', 'camera'],
  ['input', true],
  ['input', []],
  ['input', new Date()],
  ['microphone', 'default'],
  ['microphone', []],
  ['microphone', null],
  ['microphone', new Map()],
  ['autoStart', 'true'],
  ['preload', 'never'],
  ['mirror', 'user'],
  ['passthrough', 1],
  ['resolution', '480p'],
  ['preferredVideoCodec', 'av1'],
  ['queryParams', { a: 1 }],
  ['debugQuality', 'on'],
  ['connectTimeout', 0],
  ['connectTimeout', -1],
  ['connectTimeout', Number.NaN],
  ['connectTimeout', '30s'],
  ['capacityTimeout', -1],
  ['capacityTimeout', Number.NaN],
  ['reconnect', true],
  ['reconnect', { attempts: 1.5 }],
  ['reconnect', { attempts: Number.NaN }],
  ['reconnect', { maxOutage: -1 }],
  ['reconnect', { minDelay: '1' }],
  ['reconnect', { retries: 3 }],
  ['maxDurationSeconds', 0],
  ['maxDurationSeconds', Number.POSITIVE_INFINITY],
  ['stopWhenHiddenSeconds', '45'],
  ['stopWhenIdleSeconds', Number.NaN],
  ['onEnding', true],
  ['onUsage', '/api/usage'],
  ['onError', 'log'],
])('%s: %j is refused, and named', (option, value) => {
  const options = { model: 'lucy-2.5', [option]: value };
  expect(check(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  expect(check(options)).toThrow(new RegExp(`\`?${option}`));
});

test('an unknown name is refused, with a list of the known ones', () => {
  expect(check({ model: 'lucy-2.5', camera: true })).toThrow(/no option `camera`.*There are: model, speed/);
  expect(check({})).toThrow(/needs a `model`/);
  expect(check(undefined)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
});

test.each<Partial<RealtimeOptions>>([
  {},
  { prompt: '', image: null, input: null, microphone: false },
  { image: 'file_1', input: { deviceId: { exact: 'a' } }, microphone: { echoCancellation: true } },
  { image: new Blob(['x']), mirror: 'auto', preload: 'mount' },
  { connectTimeout: Number.POSITIVE_INFINITY, capacityTimeout: 0 },
  { reconnect: { attempts: Number.POSITIVE_INFINITY, maxOutage: Number.POSITIVE_INFINITY, minDelay: 0 } },
  { reconnect: false, prompt: undefined, onError: undefined },
  { model: { name: 'mine', urlPath: '/v1/stream', width: 640, height: 360, fps: 25 } },
  { input: 'screen' },
  { input: new Blob(['x']) },
  { speed: 'fast' },
  { model: 'lucy-vton-latest', speed: 'fast' },
])('%j is taken', (options) => {
  expect(check({ model: 'lucy-2.5', ...options })).not.toThrow();
});

test('a screen needs a click, so it is not started on mount', () => {
  expect(check({ model: 'lucy-2.5', input: 'screen', autoStart: true })).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS' }),
  );
  expect(check({ model: 'lucy-2.5', input: 'screen', autoStart: true })).toThrow(/`autoStart`.*click/);
});

test('fast machines are only for models that support them', () => {
  expect(check({ model: 'lucy-2.1', speed: 'fast' })).toThrow(/`speed`.*lucy-2\.1.*lucy-2\.5/);
});

describe('whatever is passed', () => {
  const anything = fc.dictionary(fc.string(), fc.anything());

  test.each([
    ['useRealtimeStream', check],
    ['useStreamViewer', (options: unknown) => () => checkViewerOptions(options as never)],
  ])('%s accepts it or names the option, and nothing else is thrown', (_, checkOptions) => {
    fc.assert(
      fc.property(anything, (options) => {
        try {
          checkOptions({ model: 'lucy-2.5', ...options })();
        } catch (error) {
          expect(error).toBeInstanceOf(DecartError);
          expect(error).toMatchObject({ code: 'INVALID_OPTIONS' });
        }
      }),
    );
  });
});
