import { aPositiveInteger, aString, rule } from '../../errors/checkOptions';
import { hasFunction } from '../handler/handlerOptions';
import { plainShape } from '../handler/plainShape';
import { secretsRule } from '../handler/secretsRule';
import type { LineStore } from './lineStore';

/** A waiting line in front of the account's realtime sessions. */
export interface SessionsOptions {
  /**
   * Sessions that may run at a time. `'quota'` takes the account's own limit from Decart, every 10 seconds; use it only if
   * this app alone uses the account.
   */
  capacity: number | 'quota';
  /** Sessions that one user (else one address) may have at a time. @defaultValue no limit */
  perUser?: number | undefined;
  /**
   * Seconds after which Decart ends a session: the token's `maxSessionDuration`. Its slot is free 30 seconds later at the
   * latest.
   */
  maxDurationSeconds: number;
  /** Where the line is kept. Several processes need one that they share. @defaultValue the memory of this process */
  store?: LineStore | undefined;
  /** The line's name, where one store has several. @defaultValue 'sessions' */
  name?: string | undefined;
  /**
   * What tickets are signed with, at least 16 characters. Set it where several servers with different keys share a line. In a
   * list the first signs, and all are accepted.
   *
   * @defaultValue derived from the API key
   */
  secret?: string | readonly string[] | undefined;
  /** Seconds for which a slot waits for its session to begin. The token lives as long. From 1 to 3600. @defaultValue 45 */
  connectSeconds?: number | undefined;
  /** Seconds without a sign of life after which a session loses its slot, from 2 to 3600. @defaultValue 90 */
  aliveSeconds?: number | undefined;
  /**
   * Seconds without a request after which somebody leaves the line, from 11 to 3600: pages far behind ask every 10 seconds.
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
