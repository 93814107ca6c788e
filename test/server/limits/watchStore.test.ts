import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkStore, createMemoryStore, type SharedStore } from '../../../src/server';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The error of `checkStore`, or `'nothing'`. */
async function complaint(store: unknown): Promise<unknown> {
  const checking: Promise<void> = Reflect.apply(checkStore, undefined, [store]);
  const says = checking.then(
    () => 'nothing',
    (error: unknown) => error,
  );
  // Longer than everything it waits for.
  await vi.advanceTimersByTimeAsync(60_000);
  return says;
}

const names: (keyof SharedStore)[] = ['hit', 'enterCall', 'keepCall', 'leaveCall', 'line', 'countLine'];
const never = () => new Promise<never>(() => {});

it.each(names)('a store whose `%s` never answers is refused after 10 s', async (name) => {
  expect(await complaint({ ...createMemoryStore(), [name]: never })).toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(`\`${name}\` didn't answer within 10 s.`),
  });
});

it.each(['hit', 'enterCall', 'line', 'countLine'])(
  'a store whose `%s` answers with something else is refused, naming the function',
  async (name) => {
    for (const answer of [undefined, null, 5, 'slot', {}, { count: '1', resetIn: 5 }, { state: 'slot' }]) {
      expect(await complaint({ ...createMemoryStore(), [name]: () => answer })).toMatchObject({
        code: 'INVALID_OPTIONS',
        message: expect.stringContaining(`\`${name}\``),
      });
    }
  },
);

it.each(['left', 'mean'])('a store whose `line` answers with an endless `%s` is refused', async (part) => {
  const store = createMemoryStore();
  const line: SharedStore['line'] = async (name, step) => ({
    ...(await store.line(name, step)),
    [part]: Number.POSITIVE_INFINITY,
  });
  expect(await complaint({ ...store, line })).toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(`\`line\` must answer with an object whose \`${part}\``),
  });
});

it.each([undefined, null, 5, 'store'])("a value that isn't a store is refused: %j", async (store) => {
  expect(await complaint(store)).toMatchObject({ code: 'INVALID_OPTIONS' });
});

it('a store that does everything is accepted', async () => {
  expect(await complaint(createMemoryStore())).toBe('nothing');
});
