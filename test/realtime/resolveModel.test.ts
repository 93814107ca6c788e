import { models } from '@decartai/sdk';
import { expect, test } from 'vitest';
import { isSameModel, resolveModel } from '../../src/realtime/resolveModel';

const own = { name: 'mine', urlPath: '/v1/stream', width: 640, height: 360, fps: 25 };

test('a name is looked up, a definition is taken as it is', () => {
  expect(resolveModel('lucy-2.5')).toEqual(models.realtime('lucy-2.5'));
  expect(resolveModel(own)).toBe(own);
});

test('a definition that is written inline is the same at every render', () => {
  expect(isSameModel(own, { ...own })).toBe(true);
  expect(isSameModel(own, { ...own, name: 'another' })).toBe(false);
  expect(isSameModel(own, { ...own, width: 1280 })).toBe(false);
});
