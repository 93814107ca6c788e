import { version } from 'react';
import { expect, it } from 'vitest';

it('runs on the requested React', () => {
  expect(version).toMatch(import.meta.env.VITE_REACT ?? /^19\./);
});
