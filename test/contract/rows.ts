// Every way in which Decart refuses or ends a session, and the expected outcome.
import type { Ending } from './driver';

/** When the service does it: before the first room, in a live session, or when a lost session reconnects. */
export type Moment = 'handshake' | 'live' | 'reconnect';

export const MOMENTS: readonly Moment[] = ['handshake', 'live', 'reconnect'];

type Seconds = readonly [min: number, max: number];

/** Whether and when the session reconnects by itself. */
export type Again =
  | 'never'
  /** At most once, with another key. */
  | 'with a fresh token'
  /** Once, after no more than the first back-off. */
  | 'soon'
  /** Once, after this many seconds. */
  | { afterSeconds: Seconds };

/** How the session ends up. */
export type Outcome =
  | { status: 'generating' | 'queued' }
  | {
      status: 'error';
      code: string;
      retryable: boolean;
      /** What its message mentions. */
      says: RegExp;
    }
  | { status: 'ended'; reason: string };

export interface Row {
  /** How a user would describe it. */
  name: string;
  ending: Ending | 'message too big';
  /** @defaultValue all */
  moments?: readonly Moment[];
  /**
   * What the service ends it for: a prompt that it refuses, or an image that is too large. The app requests it before the
   * first start, while live, or while the session reconnects. It must never be sent again.
   */
  refused?: 'prompt' | 'image';
  again: Again;
  /** The wait that is reported to the app in between. */
  queue?: { kind: 'capacity'; retrySeconds: Seconds };
  /** The service does it repeatedly. @defaultValue false if the session reconnects */
  always?: boolean;
  /** Milliseconds, if the row is about it. */
  capacityTimeout?: number;
  outcome: Outcome;
}

const LIVE_AGAIN: Outcome = { status: 'generating' };

const failed = (code: string, retryable: boolean, says: RegExp): Outcome => ({
  status: 'error',
  code,
  retryable,
  says,
});

const LIMIT = failed('CONCURRENCY_LIMIT', true, /session/i);
const NO_CREDITS = failed('INSUFFICIENT_CREDITS', false, /credits/i);
const POLICY = failed('POLICY_VIOLATION', false, /prompt|image|policy/i);

/** `retry_after`, which is at least 1 s, give or take a fifth. */
const SHORTEST: Seconds = [0.8, 1.2];
/** Without a number, 5 s. */
const DEFAULT: Seconds = [4, 6];
/** At most 60 s. */
const LONGEST: Seconds = [48, 72];

const waits = (seconds: Seconds) => ({
  again: { afterSeconds: seconds },
  queue: { kind: 'capacity', retrySeconds: seconds } as const,
});

const ONCE_LIVE: readonly Moment[] = ['live'];

export const ROWS: readonly Row[] = [
  {
    name: 'session limit reached',
    ending: { kind: 'session limit' },
    again: 'never',
    outcome: LIMIT,
  },
  {
    name: 'session limit reached, in the close alone',
    ending: { kind: 'session limit, close alone' },
    again: 'never',
    outcome: LIMIT,
  },
  {
    name: 'at capacity for a second',
    ending: { kind: 'capacity', retryAfter: 1 },
    ...waits(SHORTEST),
    outcome: LIVE_AGAIN,
  },
  {
    name: 'at capacity, retry at once',
    ending: { kind: 'capacity', retryAfter: 0 },
    moments: ['handshake'],
    ...waits(SHORTEST),
    outcome: LIVE_AGAIN,
  },
  {
    name: 'at capacity by its type, in other words',
    ending: { kind: 'capacity by its type', retryAfter: 1 },
    moments: ['handshake'],
    ...waits(SHORTEST),
    outcome: LIVE_AGAIN,
  },
  {
    name: 'at capacity by its text alone',
    ending: { kind: 'capacity by its text' },
    moments: ['handshake'],
    ...waits(DEFAULT),
    outcome: LIVE_AGAIN,
  },
  {
    name: 'at capacity, retry at what is not a number',
    ending: { kind: 'capacity', retryAfter: 'soon' },
    moments: ['reconnect'],
    ...waits(DEFAULT),
    outcome: LIVE_AGAIN,
  },
  {
    name: 'at capacity for an hour',
    ending: { kind: 'capacity', retryAfter: 3600 },
    moments: ['handshake'],
    again: 'never',
    queue: { kind: 'capacity', retrySeconds: LONGEST },
    outcome: { status: 'queued' },
  },
  {
    name: 'at capacity for longer than the app waits',
    ending: { kind: 'capacity', retryAfter: 1 },
    moments: ['handshake', 'live'],
    always: true,
    capacityTimeout: 1500,
    ...waits(SHORTEST),
    outcome: failed('AT_CAPACITY', true, /capacity|full|busy/i),
  },
  {
    name: 'try again later',
    ending: { kind: 'try again later' },
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
  {
    name: 'closed with 1013 without a reason',
    ending: { kind: '1013 without a reason' },
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
  {
    name: 'closed with 1013 for an unknown reason',
    ending: { kind: '1013 for an unknown reason' },
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
  {
    name: 'a prompt against the policy',
    ending: { kind: 'policy' },
    refused: 'prompt',
    again: 'never',
    outcome: POLICY,
  },
  {
    name: 'an image against the policy',
    ending: { kind: 'policy' },
    refused: 'image',
    again: 'never',
    outcome: POLICY,
  },
  {
    name: 'a picture against the policy',
    ending: { kind: 'policy' },
    moments: ONCE_LIVE,
    again: 'never',
    outcome: POLICY,
  },
  {
    name: 'a key that is refused',
    ending: { kind: 'unauthorized' },
    again: 'with a fresh token',
    outcome: failed('UNAUTHORIZED', false, /token/i),
  },
  {
    name: 'a model that the token does not allow',
    ending: { kind: 'model not allowed' },
    again: 'never',
    outcome: failed('MODEL_NOT_ALLOWED', false, /model/i),
  },
  {
    name: 'an origin that the token does not allow',
    ending: { kind: 'origin not allowed' },
    again: 'never',
    outcome: failed('ORIGIN_NOT_ALLOWED', false, /origin/i),
  },
  {
    name: 'no credits',
    ending: { kind: 'insufficient credits' },
    again: 'never',
    outcome: NO_CREDITS,
  },
  {
    name: 'no credits, and the socket stays open',
    ending: { kind: 'insufficient credits, socket left open' },
    again: 'never',
    outcome: NO_CREDITS,
  },
  {
    name: 'the time limit',
    ending: { kind: 'generation ended: time limit' },
    moments: ONCE_LIVE,
    again: 'never',
    outcome: { status: 'ended', reason: 'session_duration_limit' },
  },
  {
    name: 'ended by moderation',
    ending: { kind: 'generation ended: moderation' },
    moments: ONCE_LIVE,
    again: 'never',
    outcome: { status: 'ended', reason: 'moderation_violation' },
  },
  {
    name: 'credits used up',
    ending: { kind: 'generation ended: credits' },
    moments: ONCE_LIVE,
    again: 'never',
    outcome: { status: 'ended', reason: 'insufficient_credits' },
  },
  {
    name: 'ended for a reason that nobody knows',
    ending: { kind: 'generation ended: unknown reason' },
    moments: ONCE_LIVE,
    again: 'never',
    outcome: { status: 'ended', reason: 'maintenance' },
  },
  {
    name: 'a drop that the service saw',
    ending: { kind: 'generation ended: disconnect' },
    moments: ONCE_LIVE,
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
  {
    name: 'closed with 1000 alone',
    ending: { kind: '1000 alone' },
    moments: ONCE_LIVE,
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
  {
    name: 'an image that is too large',
    ending: 'message too big',
    refused: 'image',
    again: 'soon',
    outcome: LIVE_AGAIN,
  },
];
