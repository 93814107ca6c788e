import { normalizeError } from '../../errors/normalizeError';
import { isActive } from '../../realtime/machine';
import type { RealtimeSession } from '../../realtime/types';

/**
 * Whether the session continues with the prompt or image that it had, now that it could not take this one. What was
 * stopped, or failed to start, is still wanted the next time.
 */
export function isRejection(session: RealtimeSession, thrown: unknown): boolean {
  const { code } = normalizeError(thrown);
  if (code === 'PROMPT_REJECTED' || code === 'INVALID_INPUT') return true;
  return code !== 'ABORTED' && isActive(session.getSnapshot().status);
}
