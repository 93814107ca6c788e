import { expect, it, vi } from 'vitest';
import { createStableRef } from '../../src/video/createStableRef';

it('ignores an element that is detached and reattached at once', async () => {
  const onChange = vi.fn();
  const ref = createStableRef<string>(onChange);
  ref('a');
  ref(null);
  ref('a');
  await Promise.resolve();
  expect(onChange.mock.calls).toEqual([['a']]);
});

it('reports another element at once, and a missing one shortly after', async () => {
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
