// How the service refuses and ends sessions: what it sends, and with which code and reason it closes.
import type { Ending } from '../driver';
import type { Step } from './messages';

const LIMIT_TEXT = 'Concurrent session limit reached.';
const CAPACITY_TEXT = 'Server at capacity. Please try again later.';

/** `seconds`: how long the session has been generating. */
export function stepsOf({ kind, retryAfter }: Ending, seconds: number): Step[] {
  const ended = (reason: string): Step[] => [{ type: 'generation_ended', seconds, reason }, { close: 1000 }];
  const busy: Step = { close: 1013, reason: 'Try Again Later' };
  const retry = retryAfter === undefined ? {} : { retry_after: retryAfter };
  switch (kind) {
    case 'connection lost':
      return [{ cut: true }];
    case 'session limit':
      return [
        { type: 'error', error: LIMIT_TEXT },
        { close: 1013, reason: 'Session Limit Reached' },
      ];
    case 'session limit, close alone':
      return [{ close: 1013, reason: 'Session Limit Reached' }];
    case 'capacity':
      return [{ type: 'error', error: CAPACITY_TEXT, error_type: 'capacity', ...retry }, busy];
    case 'capacity by its type':
      return [{ type: 'error', error: 'All servers are busy.', error_type: 'capacity', ...retry }, busy];
    case 'capacity by its text':
      return [{ type: 'error', error: CAPACITY_TEXT }, busy];
    case 'try again later':
      return [busy];
    case '1013 without a reason':
      return [{ close: 1013 }];
    case '1013 for an unknown reason':
      return [{ close: 1013, reason: 'Rebalancing' }];
    case 'policy':
      return [{ close: 1008 }];
    case 'unauthorized':
      return [{ close: 1008, reason: 'Unauthorized: invalid API key' }];
    case 'model not allowed':
      return [{ close: 1008, reason: 'This model is not allowed for this token.' }];
    case 'origin not allowed':
      return [{ close: 1008, reason: 'This origin is not allowed.' }];
    case 'insufficient credits':
      return [{ type: 'error', error: 'Insufficient credits' }, { close: 1000 }];
    case 'insufficient credits, socket left open':
      return [{ type: 'error', error: 'Insufficient credits' }];
    case 'generation ended: time limit':
      return ended('session_duration_limit');
    case 'generation ended: moderation':
      return ended('moderation_violation');
    case 'generation ended: credits':
      return ended('insufficient_credits');
    case 'generation ended: unknown reason':
      return ended('maintenance');
    case 'generation ended: disconnect':
      return ended('disconnect');
    case '1000 alone':
      return [{ close: 1000 }];
  }
}
