import { describe, expect, test } from 'vitest';
import { createLatestChoice } from '../../src/realtime/latestChoice';

const fails = () => Promise.reject(new Error('no such camera'));
const works = () => Promise.resolve();

describe('a choice', () => {
  test('applies at once, even if there is nothing to do', () => {
    const choice = createLatestChoice('first');
    void choice.choose('second', () => undefined);
    expect(choice.value).toBe('second');
  });

  test('that fails is replaced by the previous one', async () => {
    const choice = createLatestChoice('first');
    await choice.choose('second', works);
    await expect(choice.choose('third', fails)).rejects.toThrow('no such camera');
    expect(choice.value).toBe('second');
  });

  test('that was replaced does not return when the newer one fails', async () => {
    const choice = createLatestChoice('first');
    const older = choice.choose('second', works);
    const newer = choice.choose('third', fails);
    await older;
    await expect(newer).rejects.toThrow();
    expect(choice.value).toBe('first');
  });

  test("that fails late doesn't affect the newer one", async () => {
    const choice = createLatestChoice('first');
    const older = choice.choose('second', fails);
    await choice.choose('third', works);
    await expect(older).rejects.toThrow();
    expect(choice.value).toBe('third');
  });
});
