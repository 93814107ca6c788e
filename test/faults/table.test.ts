import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENDINGS, FAULTS, SILENCE } from './faults';

const table = readFileSync(new URL('FAULTS.md', import.meta.url), 'utf8');
const listed = table.split('\n').flatMap((line) => line.split('|')[1]?.trim() ?? []);

test('FAULTS.md lists every fault, and no other (`npm run faults` writes it)', () => {
  const faults = [...FAULTS, ...ENDINGS, SILENCE].map(({ name }) => name);
  expect(listed.filter((name) => name !== 'fault' && !/^-+$/.test(name))).toEqual([...faults, ...faults]);
});
