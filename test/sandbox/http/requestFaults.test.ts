import { expect, test } from 'vitest';
import { createRequestFaults, type Fault } from '../../../src/sandbox/http/requestFaults';

const broken: Fault = { kind: 'break', when: 'before' };

test('a fault hits exactly as many matching requests as it says', () => {
  const faults = createRequestFaults();
  faults.add({ path: '/v1/jobs', method: 'post', count: 2 }, broken);
  expect(faults.take('GET', '/v1/jobs/lucy-2.5')).toBeNull();
  expect(faults.take('POST', '/v1/files')).toBeNull();
  expect(faults.take('POST', '/v1/jobs/lucy-2.5')).toBe(broken);
  expect(faults.take('POST', '/v1/jobs/lucy-2.5')).toBe(broken);
  expect(faults.take('POST', '/v1/jobs/lucy-2.5')).toBeNull();
});

test.each([/jobs/, /jobs/g])('every request that %s matches is affected', (path) => {
  const faults = createRequestFaults();
  faults.add({ path, count: 3 }, broken);
  const taken = [1, 2, 3].map(() => faults.take('GET', '/v1/jobs/job_1'));
  expect(taken).toEqual([broken, broken, broken]);
});
