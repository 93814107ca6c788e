import { expect, onTestFinished, test, vi } from 'vitest';
import { isSame } from '../../src/realtime/isSame';

test('constraints that are written inline are the same at every render', () => {
  expect(isSame({ facingMode: 'user' }, { facingMode: 'user' })).toBe(true);
  expect(isSame({ facingMode: 'user' }, { facingMode: 'environment' })).toBe(false);
});

test('no input and the default are not the same', () => {
  expect(isSame(null, undefined)).toBe(false);
});

test('a stream equals only itself', () => {
  vi.stubGlobal('MediaStream', class {});
  onTestFinished(() => void vi.unstubAllGlobals());
  const stream = new MediaStream();
  expect(isSame(stream, stream)).toBe(true);
  expect(isSame(stream, new MediaStream())).toBe(false);
  expect(isSame(stream, {})).toBe(false);
});

test('anything other than constraints equals only itself', () => {
  expect(isSame('screen', 'screen')).toBe(true);
  expect(isSame('screen', {})).toBe(false);
  expect(isSame(new Blob(['a']), new Blob(['a']))).toBe(false);
  // React stores its tree on an element, so the element can't be serialized.
  const element = { [Symbol.toStringTag]: 'HTMLCanvasElement', fiber: {} };
  element.fiber = element;
  expect(isSame(element, { ...element })).toBe(false);
});
