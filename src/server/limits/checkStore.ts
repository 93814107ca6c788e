import { invalidOptions } from '../../errors/invalidOptions';
import { hasFunction } from '../handler/handlerOptions';
import { checkLine } from '../line/checkLine';
import type { LineStore } from '../line/lineStore';
import type { CallPlace, CallStore, EnterResult } from './callStore';
import { atOnce, expectEqual, numbersTo, SLACK_MS, settleAll, unique, wait } from './expectations';
import type { RateLimitStore } from './rateLimit';
import type { SharedStore } from './sharedStore';
import { watchStore } from './watchStore';

const WINDOW_MS = 2000;
const LONG_MS = 60_000;
const AT_ONCE = 40;

/**
 * Checks a store that you have written: its counts, its decisions when many requests come at once, and what it forgets.
 * It checks `hit`, the three functions for calls, and the two for the line, if the store has them. Run it in a test
 * against the real database. It takes about 5 seconds, or 250 round trips if that is longer, and writes under random
 * names. Each call may take 10 seconds.
 *
 * @throws DecartError `INVALID_OPTIONS` (a rejection) that names the function at fault: one that returned a wrong
 * result (with the expected one), that didn't answer, or that is missing from its group.
 *
 * @example
 * ```ts
 * import { checkStore, createMemoryStore } from 'decart-react/server';
 * import { test } from 'vitest';
 *
 * // Yours in place of this one.
 * test('our store does what decart-react asks of it', () => checkStore(createMemoryStore()), 60_000);
 * ```
 */
export async function checkStore(store: Partial<SharedStore>): Promise<void> {
  for (const group of GROUPS) {
    const missing = group.filter((name) => !hasAll(store, name));
    if (missing.length === 0 || missing.length === group.length) continue;
    throw invalidOptions(`\`store\` must have ${list(group)} together, but has no ${list(missing)}.`);
  }
  const watched = watchStore(store);
  const checks: Promise<void>[] = [];
  if (countsHits(watched)) checks.push(checkHits(watched));
  if (countsCalls(watched)) checks.push(checkCalls(watched));
  if (keepsLine(watched)) checks.push(checkLine(watched));
  if (checks.length === 0) {
    throw invalidOptions(
      '`store` must have `hit`; `enterCall`, `keepCall` and `leaveCall`; or `line` and `countLine`.',
    );
  }
  await settleAll(checks);
}

type Parts = Partial<SharedStore>;
const CALLS = ['enterCall', 'keepCall', 'leaveCall'] as const;
const LINE = ['line', 'countLine'] as const;
/** Groups of functions that a store must have completely or not at all. */
const GROUPS: readonly (readonly (keyof SharedStore)[])[] = [CALLS, LINE];
const countsHits = (store: Parts): store is RateLimitStore => hasAll(store, 'hit');
const countsCalls = (store: Parts): store is CallStore => hasAll(store, ...CALLS);
const keepsLine = (store: Parts): store is LineStore => hasAll(store, ...LINE);
const hasAll = (store: Parts, ...names: (keyof SharedStore)[]) =>
  names.every((name) => hasFunction(name)(store));
const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

async function checkHits(store: RateLimitStore): Promise<void> {
  const key = unique();
  const first = await store.hit(key, WINDOW_MS);
  expectEqual('`hit` of a new key', first.count, 1);
  if (!(first.resetIn > 0 && first.resetIn <= WINDOW_MS)) {
    throw invalidOptions(
      `\`hit\` returned a \`resetIn\` of ${first.resetIn} ms for a window of ${WINDOW_MS} ms.`,
    );
  }
  const other = unique();
  const counts = await atOnce(AT_ONCE, () => store.hit(other, LONG_MS));
  const sorted = counts.map(({ count }) => count).sort((one, two) => one - two);
  expectEqual('`hit`, called at once,', sorted, numbersTo(AT_ONCE));
  // A window starts with its first request; later requests don't extend it.
  await store.hit(key, LONG_MS);
  await wait(WINDOW_MS + SLACK_MS);
  expectEqual('`hit` after its window', (await store.hit(key, WINDOW_MS)).count, 1);
}

async function checkCalls(store: CallStore): Promise<void> {
  const name = unique();
  const call = (id: string, who: string | undefined, ttl = LONG_MS): CallPlace => ({
    ...{ id, who, perUser: 2, total: 4, ttl },
  });
  const enter = (place: CallPlace, under = name) => store.enterCall(under, place);

  const own = await atOnce(8, (id) => enter(call(`own ${id}`, 'ada')));
  expectEqual('`enterCall` of one user, called at once,', own.sort(), twoAnd('user', 6));
  const all = await atOnce(8, (id) => enter(call(`all ${id}`, undefined)));
  expectEqual('`enterCall` of many, called at once,', all.sort(), twoAnd('total', 6));
  expectEqual('`enterCall` under another name', await enter(call('1', 'ada'), unique()), 'entered');

  const ends = unique();
  await enter(call('ends', 'ada', WINDOW_MS), ends);
  await enter(call('kept', 'ada', WINDOW_MS), ends);
  await store.keepCall(ends, call('kept', 'ada'));
  expectEqual('`enterCall` before `ttl` is over', await enter(call('early', 'ada'), ends), 'user');
  await wait(WINDOW_MS + SLACK_MS);
  expectEqual('`enterCall` after `ttl`', await enter(call('later', 'ada'), ends), 'entered');
  expectEqual('`enterCall` beside a call that was kept', await enter(call('more', 'ada'), ends), 'user');
  await store.leaveCall(ends, call('kept', 'ada'));
  expectEqual('`enterCall` after `leaveCall`', await enter(call('again', 'ada'), ends), 'entered');
}

const twoAnd = (other: EnterResult, count: number): EnterResult[] => [
  'entered',
  'entered',
  ...Array.from({ length: count }, () => other),
];
