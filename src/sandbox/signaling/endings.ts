// How the service refuses and ends sessions, with the words and codes in the tests of Decart's SDK 0.2.5 (October 2026).
import { aCloseCode, anyObject, anyText, checkAll, checkSet, nameIn, type Rule } from '../checks';
import type { ServerMessage } from './messages';

/**
 * How the service refuses a session, or ends one.
 *
 * - `session_limit`: the account's limit, as an error message and close code 1013 `Session Limit Reached`
 * - `session_limit_close`: the same, but only the close
 * - `capacity`: the service is full, as an error message with `retry_after` and close code 1013 `Try Again Later`
 * - `try_again_later`: the same, but only the close
 * - `policy`: close code 1008 without a reason, for a prompt, an image or a video that violates the policy
 * - `unauthorized`, `model_not_allowed`, `origin_not_allowed`: close code 1008 with the reason
 * - `insufficient_credits`: an error message and close code 1000
 * - `disconnect`: the service saw the connection drop, as `generation_ended` and close code 1000
 * - `normal_closure`: only close code 1000
 */
export type SessionEnding =
  | 'session_limit'
  | 'session_limit_close'
  | 'capacity'
  | 'try_again_later'
  | 'policy'
  | 'unauthorized'
  | 'model_not_allowed'
  | 'origin_not_allowed'
  | 'insufficient_credits'
  | 'disconnect'
  | 'normal_closure';

/**
 * The service's message before the close, and the close; without a code the socket stays open. To send other messages.
 */
export interface CustomEnding {
  /** A message of the signaling protocol, such as `{ type: 'error', error: 'All servers are busy.' }`. */
  message?: ServerMessage;
  /** A close code. */
  code?: number;
  /** The reason of the close. @defaultValue an empty one */
  reason?: string;
}

const ENDINGS: Readonly<Record<SessionEnding, true>> = {
  session_limit: true,
  session_limit_close: true,
  capacity: true,
  try_again_later: true,
  policy: true,
  unauthorized: true,
  model_not_allowed: true,
  origin_not_allowed: true,
  insufficient_credits: true,
  disconnect: true,
  normal_closure: true,
};

const anEnding = nameIn(ENDINGS);
const PARTS = { message: anyObject, code: aCloseCode, reason: anyText } satisfies Record<
  keyof CustomEnding,
  Rule
>;

/** Refuses what is neither the name of an ending nor a custom one. */
export function checkEnding(name: string, ending: unknown): void {
  if (typeof ending === 'object' && ending !== null) checkAll(name, ending, PARTS);
  else checkSet(name, ending, anEnding);
}

/** `seconds`: how long the session has been generating. `retryAfter`: sent with `capacity`, in seconds. */
export function stepsOf(
  ending: SessionEnding | CustomEnding,
  seconds: number,
  retryAfter?: unknown,
): CustomEnding {
  if (typeof ending === 'object') return ending;
  switch (ending) {
    case 'session_limit':
      return {
        message: { type: 'error', error: 'Concurrent session limit reached.' },
        code: 1013,
        reason: 'Session Limit Reached',
      };
    case 'session_limit_close':
      return { code: 1013, reason: 'Session Limit Reached' };
    case 'capacity':
      return {
        message: {
          type: 'error',
          error: 'Server at capacity. Please try again later.',
          error_type: 'capacity',
          ...(retryAfter !== undefined && { retry_after: retryAfter }),
        },
        code: 1013,
        reason: 'Try Again Later',
      };
    case 'try_again_later':
      return { code: 1013, reason: 'Try Again Later' };
    case 'policy':
      return { code: 1008 };
    case 'unauthorized':
      return { code: 1008, reason: '401 unauthorized' };
    case 'model_not_allowed':
      return { code: 1008, reason: '403 model not allowed' };
    case 'origin_not_allowed':
      return { code: 1008, reason: '403 origin not allowed' };
    case 'insufficient_credits':
      return { message: { type: 'error', error: 'Insufficient credits' }, code: 1000 };
    case 'disconnect':
      return { message: { type: 'generation_ended', seconds, reason: 'disconnect' }, code: 1000 };
    case 'normal_closure':
      return { code: 1000 };
  }
}

/** An ending, as the event log shows it. */
export function nameOf(ending: SessionEnding | CustomEnding | null): string {
  return typeof ending === 'object' ? JSON.stringify(ending) : ending;
}
