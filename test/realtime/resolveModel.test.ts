import { type CustomModelDefinition, models } from '@decartai/sdk';
import { expect, test } from 'vitest';
import type { RealtimeModel } from '../../src/realtime/model';
import { resolveModel, sizeOf } from '../../src/realtime/resolveModel';

const own: CustomModelDefinition = { name: 'mine', urlPath: '/v1/stream', width: 640, height: 360, fps: 25 };

test('a name is looked up, a definition is used as it is', () => {
  expect(resolveModel('lucy-2.5')).toEqual(models.realtime('lucy-2.5'));
  expect(resolveModel(own)).toBe(own);
});

test.each([
  ['lucy-2.6', 'lucy-2.5', {}],
  ['lucy-2.10', 'lucy-2.5', {}],
  ['lucy-vton-4', 'lucy-vton-3.5', {}],
  ['lucy-vton-3.5-4-3', 'lucy-vton-3.5', { width: 960, height: 720 }],
  ['lucy-vton-3.5-1-1', 'lucy-vton-3.5', { width: 720, height: 720 }],
  ['lucy-restyle-3', 'lucy-restyle-2', {}],
  // 938.67 pixels, in blocks of 16.
  ['lucy-restyle-3-4-3', 'lucy-restyle-2', { width: 944, height: 704 }],
] satisfies [RealtimeModel, 'lucy-2.5' | 'lucy-vton-3.5' | 'lucy-restyle-2', object][])(
  '%s, which the SDK does not list, is like %s',
  (name, newest, size) => {
    const { urlPath, fps, width, height } = models.realtime(newest);
    expect(resolveModel(name)).toMatchObject({ name, urlPath, fps, width, height, ...size });
  },
);

test.each(['lucy-3', 'lucy-9', 'lucy-2.', 'lucy-2.x', 'lucy-vton-', 'lucy', '', 'toString'])(
  '%j is not a realtime model',
  (name) => {
    // @ts-expect-error -- what plain JavaScript may pass
    expect(() => resolveModel(name)).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }));
  },
);

test('the rate is a number, even if the model has a range', () => {
  expect(sizeOf(resolveModel('lucy-2.5'))).toEqual({ width: 1280, height: 720, frameRate: 30 });
});
