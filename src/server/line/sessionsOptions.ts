import { aPositiveInteger, aString, rule } from '../../errors/checkOptions';
import { hasFunction } from '../handler/handlerOptions';
import { plainShape } from '../handler/plainShape';
import { secretsRule } from '../handler/secretsRule';
import type { LineStore } from './lineStore';

/**
 * A waiting line in front of the account's realtime sessions. A line is for one account: if `apiKey` returns a key for each
 * tenant, create a handler for each tenant instead, with its own `name`.
 */
export interface SessionsOptions {
  /**
   * How many sessions may run at the same time. `'quota'` uses the account's own limit, requested from Decart every 10
   * seconds; use it only if no other app uses the account.
   */
  capacity: number | 'quota';
  /** How many sessions one user (else one address) may have at the same time. @defaultValue no limit */
  perUser?: number | undefined;
  /**
   * Seconds after which Decart ends a session: the token's `maxSessionDuration`. A whole number from 10 to 86,400. The
   * slot is free at most 30 seconds later.
   */
  maxDurationSeconds: number;
  /** Where the line is kept. Several processes need a shared one. @defaultValue the memory of this process */
  store?: LineStore | undefined;
  /** The line's name, if one store has several. @defaultValue 'sessions' */
  name?: string | undefined;
  /**
   * The secret that signs tickets, at least 16 characters. Set it if several servers with different keys share a line.
   * You can pass a list: the first one signs, and all are accepted.
   *
   * @defaultValue derived from the API key
   */
  secret?: string | readonly string[] | undefined;
  /**
   * Seconds for which a slot waits for its session to begin. The token is valid for as long. From 1 to 3600.
   * @defaultValue 45
   */
  connectSeconds?: number | undefined;
  /** Seconds without a sign of life after which a session loses its slot, from 2 to 3600. @defaultValue 90 */
  aliveSeconds?: number | undefined;
  /**
   * Seconds without a request after which a page loses its place in line, from 11 to 3600: pages far back ask every 10
   * seconds.
   *
   * @defaultValue 30
   */
  silenceSeconds?: number | undefined;
}

const secondsFrom = (least: number) =>
  rule(
    `a number of seconds from ${least} to 3600`,
    (value) => typeof value === 'number' && value >= least && value <= 3600,
  );

export const sessionsRule = plainShape(
  {
    capacity: rule(
      "a whole number above 0, or 'quota'",
      (value) => value === 'quota' || (Number.isInteger(value) && Number(value) > 0),
    ),
    perUser: aPositiveInteger,
    maxDurationSeconds: rule(
      'a whole number of seconds from 10 to 86400',
      (value) => Number.isInteger(value) && Number(value) >= 10 && Number(value) <= 86_400,
    ),
    store: rule(
      'an object with functions `line` and `countLine`',
      (value) => hasFunction('line')(value) && hasFunction('countLine')(value),
    ),
    name: aString,
    secret: secretsRule,
    connectSeconds: secondsFrom(1),
    aliveSeconds: secondsFrom(2),
    silenceSeconds: secondsFrom(11),
  },
  { required: ['capacity', 'maxDurationSeconds'] },
);
