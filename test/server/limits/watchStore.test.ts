import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkStore, createMemoryStore, type SharedStore } from '../../../src/server';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What `checkStore` says of a store that is not right. */
async function complaint(store: unknown): Promise<unknown> {
  const checking: Promise<void> = Reflect.apply(checkStore, undefined, [store]);
  const says = checking.then(
    () => 'nothing',
    (error: unknown) => error,
  );
  // Longer than all that it waits for.
  await vi.advanceTimersByTimeAsync(60_000);
  return says;
}

const names: (keyof SharedStore)[] = ['hit', 'enterCall', 'keepCall', 'leaveCall', 'line', 'countLine'];
const never = () => new Promise<never>(() => {});

it.each(names)('a store whose `%s` never answers is not waited for without end', async (name) => {
  expect(await complaint({ ...createMemoryStore(), [name]: never })).toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(`\`${name}\` did not answer within 10 s.`),
  });
});

it.each(['hit', 'enterCall', 'line', 'countLine'])(
  'a store whose `%s` answers with something else is told which function it is',
  async (name) => {
    for (const answer of [undefined, null, 5, 'slot', {}, { count: '1', resetIn: 5 }, { state: 'slot' }]) {
      expect(await complaint({ ...createMemoryStore(), [name]: () => answer })).toMatchObject({
        code: 'INVALID_OPTIONS',
        message: expect.stringContaining(`\`${name}\``),
      });
    }
  },
);

it.each([undefined, null, 5, 'store'])('what is no store is refused: %j', async (store) => {
  expect(await complaint(store)).toMatchObject({ code: 'INVALID_OPTIONS' });
});

it('a store that does everything is right, with time passing in steps', async () => {
  expect(await complaint(createMemoryStore())).toBe('nothing');
});
