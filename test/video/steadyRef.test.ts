import { expect, it, vi } from 'vitest';
import { steadyRef } from '../../src/video/steadyRef';

it('says nothing of an element that is taken away and given back at once', async () => {
  const onChange = vi.fn();
  const ref = steadyRef<string>(onChange);
  ref('a');
  ref(null);
  ref('a');
  await Promise.resolve();
  expect(onChange.mock.calls).toEqual([['a']]);
});

it('tells at once of another element, and soon of one that is gone', async () => {
  const onChange = vi.fn();
  const ref = steadyRef<string>(onChange);
  ref('a');
  ref(null);
  ref('b');
  expect(onChange.mock.calls).toEqual([['a'], ['b']]);
  ref(null);
  await Promise.resolve();
  expect(onChange.mock.calls).toEqual([['a'], ['b'], [null]]);
});
