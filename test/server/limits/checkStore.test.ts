import { describe, expect, it } from 'vitest';
import { checkStore, createMemoryStore, type SharedStore } from '../../../src/server';

it.concurrent('accepts a store that does everything', async () => {
  await expect(checkStore(createMemoryStore())).resolves.toBeUndefined();
});

it.concurrent('checks the functions of a store with the store as `this`', async () => {
  class Counter {
    readonly memory = createMemoryStore();
    hit(key: string, window: number) {
      return this.memory.hit(key, window);
    }
  }
  await expect(checkStore(new Counter())).resolves.toBeUndefined();
  await expect(checkStore({})).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
});

it.concurrent('names the functions that are missing in a store', async () => {
  const { enterCall, leaveCall, line, countLine } = createMemoryStore();
  const incomplete: [store: Partial<SharedStore>, missing: string][] = [
    [{ enterCall, leaveCall }, 'has no `keepCall`.'],
    [{ enterCall, line, countLine }, 'has no `keepCall`, `leaveCall`.'],
    [{ line }, 'has no `countLine`.'],
    [{ countLine }, 'has no `line`.'],
  ];
  for (const [store, missing] of incomplete) {
    await expect(checkStore(store)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining(missing),
    });
  }
});

it.concurrent('writes nothing after it has reported a fault', async () => {
  const store = createMemoryStore();
  const calls: string[] = [];
  const faulty: SharedStore = {
    ...store,
    hit: () => Promise.reject(new Error('connect ECONNREFUSED')),
    leaveCall(name, call) {
      calls.push('leaveCall');
      return store.leaveCall(name, call);
    },
  };
  await expect(checkStore(faulty)).rejects.toThrow('ECONNREFUSED');
  // Its last step.
  expect(calls).toEqual(['leaveCall']);
});

/** Others get their turn between its read and its write. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

type Fault = (store: SharedStore) => Partial<SharedStore>;

describe('names the fault of a store that', () => {
  const faults: Record<string, [fault: Fault, says: RegExp]> = {
    'counts each request as the first': [
      () => ({ hit: (_, window) => ({ count: 1, resetIn: window }) }),
      /`hit`, called at once/,
    ],
    'loses requests that come at once': [
      () => {
        const counts = new Map<string, number>();
        return {
          async hit(key, window) {
            const count = (counts.get(key) ?? 0) + 1;
            await pause();
            counts.set(key, count);
            return { count, resetIn: window };
          },
        };
      },
      /`hit`, called at once/,
    ],
    'never ends a window': [({ hit }) => ({ hit: (key) => hit(key, 3_600_000) }), /window/],
    'makes a window longer with each request': [
      () => {
        const windows = new Map<string, { count: number; endsAt: number }>();
        return {
          hit(key, window) {
            const known = windows.get(key);
            const count = known && known.endsAt > Date.now() ? known.count + 1 : 1;
            windows.set(key, { count, endsAt: Date.now() + window });
            return { count, resetIn: window };
          },
        };
      },
      /after its window/,
    ],
    'ignores the limit of all calls': [
      (store) => ({
        ...store,
        enterCall: (name, call) => store.enterCall(name, { ...call, total: Number.POSITIVE_INFINITY }),
      }),
      /`enterCall` of many/,
    ],
    'keeps calls that nobody keeps': [
      (store) => ({
        ...store,
        enterCall: (name, call) => store.enterCall(name, { ...call, ttl: 3_600_000 }),
      }),
      /after `ttl`/,
    ],
    'does not keep calls': [(store) => ({ ...store, keepCall() {} }), /beside a call that was kept/],
    'does not let calls leave': [(store) => ({ ...store, leaveCall() {} }), /after `leaveCall`/],
    'gives a slot away twice': [
      (store) => ({
        ...store,
        // Correct only for one at a time.
        async line(name, step) {
          const { taken } = await store.countLine(name);
          await pause();
          const since = (await store.countLine(name)).taken - taken;
          return store.line(name, { ...step, capacity: step.capacity + since });
        },
      }),
      /The places that `line`, called at once/,
    ],
    'has one line for all names': [
      (store) => ({
        ...store,
        line: (_, step) => store.line('one', step),
        countLine: () => store.countLine('one'),
      }),
      /`(line|countLine)`/,
    ],
    'gives a used ticket its old place': [
      (store) => ({
        ...store,
        async line(name, step) {
          const answer = await store.line(name, step);
          return step.number ? { ...answer, number: step.number } : answer;
        },
      }),
      /whose slot was lost/,
    ],
    'does not know how many slots one user may have': [
      (store) => ({
        ...store,
        line: (name, step) => store.line(name, { ...step, perUser: Number.POSITIVE_INFINITY }),
      }),
      /`line`, at step/,
    ],
    'lets one user fill the line': [
      (store) => ({
        ...store,
        line: (name, step) => store.line(name, { ...step, maxWaiting: Number.POSITIVE_INFINITY }),
      }),
      /`line`, at step/,
    ],
    'gives a session that has begun no more time': [
      (store) => ({
        ...store,
        async line(name, step) {
          const answer = await store.line(name, step);
          return { ...answer, left: Math.min(answer.left, step.claim) };
        },
      }),
      /`line`, at step/,
    ],
    'takes the slot from a session when it has lost its data': [
      (store) => ({ ...store, line: (name, step) => store.line(name, { ...step, hadSlot: false }) }),
      /after the data was lost/,
    ],
    'keeps the slot of a session that is silent': [
      (store) => ({ ...store, line: (name, step) => store.line(name, { ...step, alive: 3_600_000 }) }),
      /session that was silent/,
    ],
  };

  it.concurrent.each(Object.entries(faults))('%s', async (_, [fault, says]) => {
    const rejection = await checkStore(fault(createMemoryStore())).catch((error: unknown) => error);
    expect(rejection).toMatchObject({ code: 'INVALID_OPTIONS', message: expect.stringMatching(says) });
  });
});
