import type { CustomModelDefinition } from '@decartai/sdk';
import { expect, test } from 'vitest';
import { isSameModel } from '../../src/realtime/model';

const own: CustomModelDefinition = { name: 'mine', urlPath: '/v1/stream', width: 640, height: 360, fps: 25 };

test('a definition that is written inline is the same at every render', () => {
  expect(isSameModel(own, { ...own })).toBe(true);
  expect(isSameModel(own, { ...own, name: 'another' })).toBe(false);
  expect(isSameModel(own, { ...own, width: 1280 })).toBe(false);
  expect(isSameModel('lucy-2.5', 'lucy-2.1')).toBe(false);
});
