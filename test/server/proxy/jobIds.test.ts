import { describe, expect, it } from 'vitest';
import { createJobIds } from '../../../src/server/proxy/jobIds';
import { matchRoute } from '../../../src/server/proxy/routes';

describe('a signed job id', () => {
  const ids = createJobIds(['secret']);

  it('is valid for the user it was signed for, and for nobody else', async () => {
    const signed = await ids.sign('job_1', 'ada');
    expect(await ids.verify(signed, 'ada')).toBe('job_1');
    expect(await ids.verify(signed, 'bob')).toBeUndefined();
    expect(await createJobIds(['another']).verify(signed, 'ada')).toBeUndefined();
  });

  it('is the same every time, and fits into a URL as it is', async () => {
    const signed = await ids.sign('job_1', 'ada@example.com / ü');
    expect(signed).toMatch(/^job_1\.[\w-]{43}$/);
    expect(await ids.sign('job_1', 'ada@example.com / ü')).toBe(signed);
  });

  it("can't be moved between a user and a job whose names run into each other", async () => {
    const signed = await ids.sign('1', 'ada","2');
    expect(await ids.verify(signed.replace('1.', '2","1.'), 'ada')).toBeUndefined();
  });

  it('keeps an id that contains dots', async () => {
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

  it('has only one spelling: the last character has unused bits', async () => {
    const signed = await ids.sign('job_1', 'ada');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const accepted: string[] = [];
    for (const letter of letters) {
      const other = `${signed.slice(0, -1)}${letter}`;
      if ((await ids.verify(other, 'ada')) !== undefined) accepted.push(other);
    }
    expect(accepted).toEqual([signed]);
  });

  it('stays valid while the secret is changed: the first signs, all are accepted', async () => {
    const changed = createJobIds(['new secret', 'secret']);
    const old = await ids.sign('job_1', 'ada');
    expect(await changed.verify(old, 'ada')).toBe('job_1');
    expect(await changed.verify(old, 'bob')).toBeUndefined();
    const signed = await changed.sign('job_1', 'ada');
    expect(await createJobIds(['new secret']).verify(signed, 'ada')).toBe('job_1');
    expect(await ids.verify(signed, 'ada')).toBeUndefined();
  });

  it('works for a long id of Decart', async () => {
    const signed = await ids.sign(`job_${'x'.repeat(250)}`, 'ada');
    expect(matchRoute('GET', `v1/jobs/${signed}`)).toMatchObject({ call: { action: 'job.status' } });
  });
});
