import { atOnce, expectEqual, numbersTo, SLACK_MS, settleAll, unique, wait } from '../limits/expectations';
import type { LineAction, LineAnswer, LineStep, LineStore } from './lineStore';
import { createMemoryLine } from './memoryLine';

const STEPS = 250;
const PEOPLE = 40;
const SLOTS = 4;
/** Long enough that a slow database makes no difference. */
const LONG = { claim: 60_000, alive: 60_000, duration: 600_000, silence: 60_000 };
const SHORT = { claim: 2000, alive: 2000, duration: 20_000, silence: 2000 };
/** Polls are the most frequent action. */
const ACTIONS: readonly LineAction[] = ['poll', 'poll', 'poll', 'poll', 'alive', 'end', 'return'];
/** Names that a store may mistake for its own separators. */
const USERS = ['user:a|b', 'user:{x}', 'user:ä 🎥', 'user:\'"\\', 'user:*'];

/** Checks the line of a store: one step after another, many at once, and what it forgets. */
export async function checkLine(store: LineStore): Promise<void> {
  await settleAll([checkHistory(store), checkCrowd(store), checkSilence(store), checkLoss(store)]);
}

/** The parts of a result that a page would see; the numbers differ from store to store. */
function seen({ state, position, size, taken, left, isRunning, isOwn }: LineAnswer) {
  return { state, position, size, taken, isLong: left > LONG.claim, isRunning, isOwn };
}

/** Runs one sequence of many steps on the store and on the line in memory. */
async function checkHistory(store: LineStore): Promise<void> {
  const name = `{${unique()}}`;
  const lines = [store, createMemoryLine(Date.now)].map((line) => ({
    line,
    tickets: new Map<string, Pick<LineStep, 'number' | 'hadSlot'>>(),
  }));
  const pick = createPicker();
  for (let count = 1; count <= STEPS; count += 1) {
    const person = pick(10);
    const ticket = `ticket-${person}`;
    const step: LineStep = {
      ...{
        action: ACTIONS[pick(ACTIONS.length)] ?? 'poll',
        ticket,
        user: USERS[person % USERS.length] ?? '',
      },
      ...{ capacity: 3, perUser: 1, maxWaiting: 1, ...LONG },
    };
    const shows = pick(2) === 0;
    const answers = [];
    for (const { line, tickets } of lines) {
      const answer = await line.line(name, { ...step, ...(shows ? tickets.get(ticket) : {}) });
      const { number, state } = answer;
      if (number > 0) tickets.set(ticket, { number, hadSlot: state === 'slot' });
      answers.push(seen(answer));
    }
    expectEqual(`\`line\`, at step ${count} (${step.action} of ${ticket}),`, ...pair(answers));
  }
}

const pair = ([actual, expected]: unknown[]): [unknown, unknown] => [actual, expected];

/** The same numbers in each run. */
function createPicker(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

async function checkCrowd(store: LineStore): Promise<void> {
  const name = unique();
  const answers = await atOnce(PEOPLE, (person) =>
    store.line(name, {
      ...{ action: 'poll', ticket: `ticket-${person}`, user: `user-${person}` },
      ...{ capacity: SLOTS, perUser: 1, maxWaiting: 2, ...LONG },
    }),
  );
  const places = answers.map(({ state, position }) => (state === 'slot' ? 0 : position));
  const expected = [...Array.from({ length: SLOTS }, () => 0), ...numbersTo(PEOPLE - SLOTS)];
  const sorted = places.sort((one, other) => one - other);
  expectEqual('The places that `line`, called at once,', sorted, expected);
  const { size, taken } = await store.countLine(name);
  expectEqual('`countLine`', { size, taken }, { size: PEOPLE - SLOTS, taken: SLOTS });
  const { size: others } = await store.countLine(unique());
  expectEqual('`countLine` of another line', others, 0);
}

async function checkSilence(store: LineStore): Promise<void> {
  const name = unique();
  const step = (action: LineAction, ticket: string, more: Partial<LineStep> = {}) =>
    store.line(name, {
      ...{ action, ticket, user: ticket, capacity: 1, perUser: 1, maxWaiting: 2, ...SHORT, ...more },
    });
  const first = await step('poll', 'first');
  const { number } = await step('poll', 'second');
  await step('poll', 'third', { silence: LONG.silence });
  await wait(SHORT.claim + SLACK_MS);
  const second = await step('poll', 'second', { number });
  expectEqual('`line`, for a slot that nobody used and a ticket that returns,', second.state, 'slot');
  expectEqual('The number of a ticket that returns: `line`', second.number, number);
  const old = await step('poll', 'first', { number: first.number, hadSlot: true, silence: LONG.silence });
  expectEqual('`line`, for a ticket whose slot was lost,', old.number > second.number, true);
  await step('alive', 'second');
  await wait(SHORT.alive + SLACK_MS);
  const lost = await step('alive', 'second', { number, hadSlot: true });
  expectEqual('`line`, for a session that was silent,', lost.state, 'gone');
}

/** A session that continues after the store has lost its data keeps its slot. */
async function checkLoss(store: LineStore): Promise<void> {
  const number = Date.now() * 1000;
  const { state, number: next } = await store.line(unique(), {
    ...{ action: 'alive', ticket: 'unknown', user: 'user', number, hadSlot: true },
    ...{ capacity: 1, perUser: 1, maxWaiting: 1, ...LONG },
  });
  const expected = { state: 'slot', number };
  expectEqual('`line`, for a session after the data was lost,', { state, number: next }, expected);
}
