import { describe, expect, test } from 'vitest';
import { createChoice } from '../../src/realtime/choice';

const fails = () => Promise.reject(new Error('no such camera'));
const works = () => Promise.resolve();

describe('a choice', () => {
  test('counts at once, also where there is nothing to do', () => {
    const choice = createChoice('first');
    void choice.choose('second', () => undefined);
    expect(choice.wanted).toBe('second');
  });

  test('that cannot be had gives way to the one before', async () => {
    const choice = createChoice('first');
    await choice.choose('second', works);
    await expect(choice.choose('third', fails)).rejects.toThrow('no such camera');
    expect(choice.wanted).toBe('second');
  });

  test('that was overtaken does not come back when the newer one fails', async () => {
    const choice = createChoice('first');
    const older = choice.choose('second', works);
    const newer = choice.choose('third', fails);
    await older;
    await expect(newer).rejects.toThrow();
    expect(choice.wanted).toBe('first');
  });

  test('that fails late leaves the newer one alone', async () => {
    const choice = createChoice('first');
    const older = choice.choose('second', fails);
    await choice.choose('third', works);
    await expect(older).rejects.toThrow();
    expect(choice.wanted).toBe('third');
  });
});
