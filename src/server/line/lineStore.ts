import { isRecord } from '../../errors/json';

/** The actions of a ticket in the line. */
export type LineAction =
  /** Asks for its place, and takes a free slot if it is its turn. */
  | 'poll'
  /** Reports that its session has begun, or is still running. */
  | 'alive'
  /** Gives back its slot, or leaves the line. */
  | 'end'
  /**
   * Gives back its slot and returns to its old place: the service refused the session. A session that had begun gets no
   * extra time.
   */
  | 'return';

/** One step of one ticket. Times are in milliseconds. */
export interface LineStep {
  action: LineAction;
  /** The ticket's id. */
  ticket: string;
  /** Whose ticket it is. */
  user: string;
  /** The number that an earlier step has returned. A store that has lost its data rebuilds the order from it. */
  number?: number | undefined;
  /** Whether an earlier step has said that the ticket has a slot. */
  hadSlot?: boolean | undefined;
  /** The number of slots. `Infinity` if it is unknown, for actions that take no new slot. */
  capacity: number;
  /** How many slots one user may have. */
  perUser: number;
  /** How many tickets one user may have in line. */
  maxWaiting: number;
  /** How long a slot is reserved for a session that hasn't begun. */
  claim: number;
  /** How long a session keeps its slot without a sign of life. */
  alive: number;
  /** The maximum time that a session may keep its slot. */
  duration: number;
  /** How long a ticket that doesn't poll stays in line. */
  silence: number;
}

/** What a step has led to. */
export interface LineAnswer {
  /** `full`: this user has too many tickets in line. `gone`: the ticket has no slot, and isn't in line. */
  state: 'slot' | 'waiting' | 'full' | 'gone';
  /** The ticket's number: a lower one came earlier. 0 if it has none. */
  number: number;
  /** Its place in line, from 1. 0 if it isn't in line. */
  position: number;
  /** Tickets in line. */
  size: number;
  /** Slots that are taken. */
  taken: number;
  /** Milliseconds for which the ticket still has its slot. */
  left: number;
  /** Whether its session has begun. */
  isRunning: boolean;
  /** How long sessions last on average, in milliseconds. 0 if none has ended yet. */
  mean: number;
  /** Whether it is passed over because its user already has `perUser` slots. */
  isOwn: boolean;
}

/** How many are waiting, and how many slots are taken. */
export interface LineCount {
  /** Tickets in line. */
  size: number;
  /** Slots that are taken. */
  taken: number;
  /** How long sessions last on average, in milliseconds. 0 if none has ended yet. */
  mean: number;
}

/**
 * Where the waiting line is kept. Each step must be one atomic decision: if two processes both see the last free slot,
 * only one may assign it. If it rejects, the request is answered with 503, and nobody is let in.
 */
export interface LineStore {
  /** Takes one step in the line of this name. */
  line(name: string, step: LineStep): LineAnswer | Promise<LineAnswer>;
  /** Counts the tickets in the line of this name, and its slots. */
  countLine(name: string): LineCount | Promise<LineCount>;
}

/**
 * How long a used ticket is remembered after `duration`. It must not return to its old place while its number is
 * accepted.
 */
export const USED_MS = 3_600_000;
/** The weight of one session in the mean length. */
export const MEAN_WEIGHT = 0.2;

const STATES: ReadonlySet<unknown> = new Set<LineAnswer['state']>(['slot', 'waiting', 'full', 'gone']);

/** The numbers in each result. */
export const ANSWER_NUMBERS = [
  'number',
  'position',
  'size',
  'taken',
  'left',
  'mean',
] as const satisfies (keyof LineAnswer)[];

/** Returns the result of an app's store. Throws if it isn't valid: then nobody is let in. */
export function checkAnswer(answer: LineAnswer): LineAnswer {
  // An app in JavaScript may return anything.
  const value: unknown = answer;
  if (
    isRecord(value) &&
    STATES.has(value.state) &&
    ANSWER_NUMBERS.every((name) => Number.isFinite(value[name]))
  )
    return answer;
  throw new Error(
    "`line` of the `store` for sessions didn't return a `state` ('slot', 'waiting', 'full' or 'gone') and its numbers.",
  );
}
