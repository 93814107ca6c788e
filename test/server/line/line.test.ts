import fc from 'fast-check';
import { Redis as IoRedis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/server';
import type { LineAction, LineStep, LineStore } from '../../../src/server/line/lineStore';
import { createRedisStore } from '../../../src/server/redis';
import { type Redis, redisProgram, startRedis } from '../support/redis';
import { createModel } from './model';

/** Short, so that a history of a few steps reaches each of them. */
const TIMES = { claim: 450, alive: 900, duration: 2500, silence: 300 };

interface Move {
  after: number;
  action: LineAction;
  person: number;
  /** Whether the request contains what the last answer said. */
  shows: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  after: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(299, 300, 301, 450, 900, 2500, 3_600_001, 3_602_500) },
  ),
  action: fc.oneof(
    { weight: 6, arbitrary: fc.constant<LineAction>('poll') },
    { weight: 2, arbitrary: fc.constant<LineAction>('alive') },
    { weight: 2, arbitrary: fc.constantFrom<LineAction>('end', 'return') },
  ),
  person: fc.integer({ min: 0, max: 7 }),
  shows: fc.boolean(),
});

const history = fc.record({
  capacity: fc.integer({ min: 1, max: 3 }),
  perUser: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
  moves: fc.array(move, { minLength: 1, maxLength: 60 }),
});

/** Runs a store and the model through the same history, and checks each step. */
async function compare(
  createStore: (now: () => number) => LineStore,
  { capacity, perUser, moves }: { capacity: number; perUser: number; moves: Move[] },
): Promise<void> {
  let now = 1_764_000_000_000;
  const store = createStore(() => now);
  const model = createModel();
  const known = new Map<string, Pick<LineStep, 'number' | 'hadSlot'>>();
  for (const { after, action, person, shows } of moves) {
    now += after;
    const ticket = `ticket-${person}`;
    const step: LineStep = {
      ...{ action, ticket, user: `user|${person % 4}`, capacity, perUser, maxWaiting: 2, ...TIMES },
      ...(shows ? known.get(ticket) : {}),
    };
    const answer = await store.line('main', step);
    const { state, position, size, taken, left, isOwn } = answer;
    expect({ state, position, size, taken, left, isOwn }).toEqual(model.step(step, now));
    expect(taken).toBeLessThanOrEqual(capacity);
    if (answer.number > 0) known.set(ticket, { number: answer.number, hadSlot: state === 'slot' });
  }
}

it('behaves like the model, in thousands of histories', async () => {
  await fc.assert(
    fc.asyncProperty(history, (one) => compare((now) => createMemoryStore(now), one)),
    { numRuns: 3000 },
  );
});

describe.skipIf(redisProgram === undefined)('in Redis', () => {
  let redis: Redis;
  let client: IoRedis;
  let count = 0;
  beforeAll(async () => {
    redis = await startRedis();
    client = new IoRedis(redis.url);
  });
  afterAll(async () => {
    client?.disconnect();
    await redis?.stop();
  });

  it('behaves like the model too, exactly like the memory', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (one) => {
        count += 1;
        const prefix = `test${count}`;
        await compare((now) => {
          const inRedis = createRedisStore(client, { prefix, now });
          const inMemory = createMemoryStore(now);
          return {
            async line(name, step) {
              const answer = await inRedis.line(name, step);
              expect(answer).toEqual(await inMemory.line(name, step));
              return answer;
            },
            countLine: inRedis.countLine,
          };
        }, one);
      }),
      { numRuns: 150 },
    );
  });
});
