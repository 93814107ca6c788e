import { describe, expect, it } from 'vitest';
import { createJobIds } from '../../../src/server/proxy/jobIds';

describe('a signed job id', () => {
  const ids = createJobIds('secret');

  it('opens for whom it was signed, and for nobody else', async () => {
    const signed = await ids.sign('job_1', 'ada');
    expect(await ids.verify(signed, 'ada')).toBe('job_1');
    expect(await ids.verify(signed, 'bob')).toBeUndefined();
    expect(await createJobIds('another').verify(signed, 'ada')).toBeUndefined();
  });

  it('is the same every time, and fits into a URL as it is', async () => {
    const signed = await ids.sign('job_1', 'ada@example.com / ü');
    expect(signed).toMatch(/^job_1\.[\w-]{43}$/);
    expect(await ids.sign('job_1', 'ada@example.com / ü')).toBe(signed);
  });

  it('cannot be moved between a user and a job whose names run into each other', async () => {
    const signed = await ids.sign('1', 'ada","2');
    expect(await ids.verify(signed.replace('1.', '2","1.'), 'ada')).toBeUndefined();
  });

  it('keeps an id that has dots in it', async () => {
    expect(await ids.verify(await ids.sign('a.b.c', 'ada'), 'ada')).toBe('a.b.c');
  });

  it.each([
    '',
    '.',
    'job_1',
    'job_1.',
    `job_1.${'='.repeat(43)}`,
    `job_1.${'A'.repeat(42)}`,
    `.${'A'.repeat(43)}`,
  ])('is not %j', async (text) => {
    expect(await ids.verify(text, 'ada')).toBeUndefined();
  });
});
