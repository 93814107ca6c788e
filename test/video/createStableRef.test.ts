import { expect, it, vi } from 'vitest';
import { createStableRef } from '../../src/video/createStableRef';

it('says nothing of an element that is taken away and given back at once', async () => {
  const onChange = vi.fn();
  const ref = createStableRef<string>(onChange);
  ref('a');
  ref(null);
  ref('a');
  await Promise.resolve();
  expect(onChange.mock.calls).toEqual([['a']]);
});

it('tells at once of another element, and soon of one that is gone', async () => {
  const onChange = vi.fn();
  const ref = createStableRef<string>(onChange);
  ref('a');
  ref(null);
  ref('b');
  expect(onChange.mock.calls).toEqual([['a'], ['b']]);
  ref(null);
  await Promise.resolve();
  expect(onChange.mock.calls).toEqual([['a'], ['b'], [null]]);
});
