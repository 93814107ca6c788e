import { version } from 'react';
import { expect, it } from 'vitest';

it('runs on the React that was asked for', () => {
  expect(version).toMatch(import.meta.env.VITE_REACT ?? /^19\./);
});
