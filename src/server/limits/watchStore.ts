import { invalidOptions } from '../../errors/invalidOptions';
import { isRecord } from '../../errors/json';
import { ANSWER_NUMBERS } from '../line/lineStore';
import type { SharedStore } from './sharedStore';

const PATIENCE_MS = 10_000;

/** The numbers that each function returns. They must be finite. */
const NUMBERS: Partial<Record<keyof SharedStore, readonly string[]>> = {
  hit: ['count', 'resetIn'],
  line: ANSWER_NUMBERS,
  countLine: ['size', 'taken', 'mean'],
};
const NAMES = ['hit', 'enterCall', 'keepCall', 'leaveCall', 'line', 'countLine'] as const;

/** Wraps a store: its calls reject with `INVALID_OPTIONS` if it doesn't answer, or if the answer has the wrong shape. */
export function watchStore(store: Partial<SharedStore>): Partial<SharedStore> {
  const watched = NAMES.flatMap((name) => {
    const call = functionOf(store, name);
    return call ? [[name, watch(name, call)] as const] : [];
  });
  return Object.fromEntries(watched);
}

type StoreFunction = (...given: unknown[]) => unknown;

function functionOf(store: unknown, name: string): StoreFunction | undefined {
  const found: unknown = isRecord(store) ? store[name] : undefined;
  return typeof found === 'function' ? (...given) => Reflect.apply(found, store, given) : undefined;
}

function watch(name: (typeof NAMES)[number], call: StoreFunction): (...given: unknown[]) => Promise<unknown> {
  return async (...given) => {
    const answer = await answerOf(name, () => call(...given));
    const wrong = NUMBERS[name]?.find((part) => !isRecord(answer) || !Number.isFinite(answer[part]));
    if (wrong === undefined) return answer;
    throw invalidOptions(`\`${name}\` must answer with an object whose \`${wrong}\` is a finite number.`);
  };
}

async function answerOf(name: string, call: () => unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    const onTimeout = () =>
      reject(invalidOptions(`\`${name}\` didn't answer within ${PATIENCE_MS / 1000} s.`));
    timer = setTimeout(onTimeout, PATIENCE_MS);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
